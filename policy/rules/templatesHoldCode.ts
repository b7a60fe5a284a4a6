import { holdsCode } from "../../settings/messages.ts";
import { textAt } from "../Declared.ts";
import type { Declared } from "../Declared.ts";
import { rule } from "../Rule.ts";

export const templatesHoldCode = rule({
  id: "templates-hold-code",
  description: "Each message holds the code.",
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
  const name = { otp_enroll: "enrollmentMessage", otp_verify: "verificationMessage" }[
    textAt(declared, "type")
  ];
  if (declared.kind !== "PhoneNotificationTemplate" || name === undefined) return [];
  return ["text", "voice"].map((way) => [name, textAt(declared, "content", "body", way)]);
}
