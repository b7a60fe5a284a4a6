import type { DeployedStack } from "../deployedStack.ts";
import type { Change } from "./Change.ts";
import { property } from "./Change.ts";

const template =
  (type: string) =>
  async ({ api }: DeployedStack): Promise<string> => {
    const { templates } = (await api("GET", "/branding/phone/templates")) as {
      templates: { id: string; type: string }[];
    };
    return `/branding/phone/templates/${templates.find((each) => each.type === type)?.id ?? ""}`;
  };

const textOf = ({ messages }: DeployedStack): string => messages.verification;

export const templateChanges: Change[] = [
  property(
    "another text",
    template("otp_verify"),
    () => ({ content: { body: { text: "{{code}}!" } } }),
    (stack) => ({ content: { body: { text: textOf(stack) } } }),
    { "verification message": /\{\{code\}\}!/ },
  ),
  property(
    "another spoken text",
    template("otp_verify"),
    () => ({ content: { body: { voice: "{{code}}!" } } }),
    (stack) => ({ content: { body: { voice: textOf(stack) } } }),
    { "verification message, voice": /\{\{code\}\}!/ },
  ),
  property(
    "a template switched off",
    template("otp_enroll"),
    () => ({ disabled: true }),
    () => ({ disabled: false }),
    { "enrollment message, state": /disabled/ },
  ),
  property(
    "a template's own sender ID",
    template("otp_enroll"),
    () => ({ content: { from: "+15005550006" } }),
    () => ({ content: { from: null } }),
    { "enrollment message, from": /\+15005550006/ },
  ),
  {
    name: "a template deleted",
    change: async (stack) => stack.api("DELETE", await template("otp_verify")(stack)),
    revert: (stack) =>
      stack.api("POST", "/branding/phone/templates", {
        type: "otp_verify",
        disabled: false,
        content: { syntax: "liquid", body: { text: textOf(stack), voice: textOf(stack) } },
      }),
    finds: { "verification message": /missing/ },
  },
];
