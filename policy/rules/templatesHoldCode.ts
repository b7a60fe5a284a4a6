import { deliveryMethods, toProviderMethod } from "../../mfa/deliveryMethods.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import { messageOfTemplate } from "../../mfa/templates.ts";
import { templateFault } from "../../mfa/templates/templateFault.ts";
import { textAt } from "../Declared.ts";
import type { Declared } from "../Declared.ts";
import { rule } from "../Rule.ts";

export const templatesHoldCode = rule({
  id: "templates-hold-code",
  description: "Each message contains the code, for every condition in its template.",
  level: "mandatory",
  configuration: {},
  resource: (declared) =>
    messagesOf(declared).flatMap(({ name, text, experience }) => {
      const fault = text === "" ? undefined : templateFault(text, experience);
      if (fault === undefined) return [];
      return [
        `${name} ${fault}: users would get no code. Set ${name} to a template that always sends {{code}}.`,
      ];
    }),
});

interface Message {
  name: string;
  text: string;
  experience: PhoneExperience;
}

function messagesOf(declared: Declared): Message[] {
  if (declared.kind === "Guardian") {
    // Texts that are managed elsewhere have no configuration to fix.
    if (declared.ignored.includes("phone")) return [];
    return ["enrollmentMessage", "verificationMessage"].map((name) => ({
      name,
      text: textAt(declared, "phone", "options", name),
      experience: "legacy",
    }));
  }
  const message = messageOfTemplate(textAt(declared, "type"));
  if (declared.kind !== "PhoneNotificationTemplate" || message === undefined) return [];
  return deliveryMethods.map((method) => ({
    name: `${message}Message`,
    text: textAt(declared, "content", "body", toProviderMethod(method)),
    experience: "unified",
  }));
}
