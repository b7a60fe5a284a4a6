import { deliveryMethods, toProviderMethod } from "../../mfa/deliveryMethods.ts";
import { holdsCode, messageOfTemplate } from "../../mfa/templates.ts";
import { textAt } from "../Declared.ts";
import type { Declared } from "../Declared.ts";
import { rule } from "../Rule.ts";

export const templatesHoldCode = rule({
  id: "templates-hold-code",
  description: "Each message contains the code.",
  level: "mandatory",
  configuration: {},
  resource: (declared) =>
    messagesOf(declared)
      .filter(([, text]) => text !== "" && !holdsCode(text))
      .map(
        ([name]) =>
          `${name} does not hold {{code}}: users would get a message that nobody can sign in with. Put {{code}} into it.`,
      ),
});

function messagesOf(declared: Declared): [string, string][] {
  if (declared.kind === "Guardian") {
    return ["enrollmentMessage", "verificationMessage"].map((name) => [
      name,
      textAt(declared, "phone", "options", name),
    ]);
  }
  const message = messageOfTemplate(textAt(declared, "type"));
  if (declared.kind !== "PhoneNotificationTemplate" || message === undefined) return [];
  return deliveryMethods.map((method) => [
    `${message}Message`,
    textAt(declared, "content", "body", toProviderMethod(method)),
  ]);
}
