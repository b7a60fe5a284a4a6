import { otherToken } from "../deployedStack.ts";
import type { DeployedStack } from "../deployedStack.ts";
import { action } from "./action.ts";
import type { Change } from "./Change.ts";
import { property } from "./Change.ts";

const legacyTwilio = "/guardian/factors/phone/providers/twilio";

const ofLegacyTwilio = (
  name: string,
  after: Record<string, unknown>,
  finds: Record<string, RegExp>,
): Change => {
  const before = ({ sender }: DeployedStack): Record<string, unknown> =>
    sender.kind === "twilio"
      ? { sid: sender.accountSid, from: sender.from, auth_token: sender.authToken }
      : {};
  return property(
    name,
    () => legacyTwilio,
    (stack) => ({ ...before(stack), ...after }),
    before,
    finds,
    "PUT",
  );
};

const selected = (mine: string, other: string, word: RegExp): Change =>
  property(
    "another provider selected",
    () => "/guardian/factors/phone/selected-provider",
    () => ({ provider: other }),
    () => ({ provider: mine }),
    { sender: word },
    "PUT",
  );

export const legacyTwilioChanges: Change[] = [
  selected("twilio", "auth0", /Auth0 \(for tests\)/),
  ofLegacyTwilio("another token", { auth_token: otherToken }, { "Auth Token": /different/ }),
  ofLegacyTwilio("another From number", { from: "+15005550006" }, { from: /\+15005550006/ }),
  ofLegacyTwilio("another account", { sid: `AC${"0".repeat(32)}` }, { "account SID": /AC0/ }),
  property(
    "other texts",
    () => "/guardian/factors/phone/templates",
    () => ({ enrollment_message: "{{code}}!", verification_message: "{{code}}?" }),
    ({ messages }) => ({
      enrollment_message: messages.enrollment,
      verification_message: messages.verification,
    }),
    { "enrollment message": /!/, "verification message": /\?/ },
    "PUT",
  ),
];

const flow = "/actions/triggers/send-phone-message/bindings";

export const legacyPlivoChanges: Change[] = [
  selected("phone-message-hook", "twilio", /twilio/),
  {
    name: "the Action removed from the flow",
    change: ({ api }) => api("PATCH", flow, { bindings: [] }),
    revert: async (stack) => {
      const id = (await action(stack)).split("/").at(-1) ?? "";
      await stack.api("PATCH", flow, {
        bindings: [{ ref: { type: "action_id", value: id }, display_name: "Ours" }],
      });
    },
    finds: { "Action's flow": /not in it/ },
  },
];
