import { textAt } from "../Declared.ts";
import type { Declared } from "../Declared.ts";
import { rule } from "../Rule.ts";
import { holdsSecret } from "../../mfa/secretShapes.ts";
import { actionSecrets, secretsOf } from "../secrets.ts";

export const noSecretsInActions = rule({
  id: "no-secrets-in-actions",
  description: "An Action's code neither contains nor logs a secret.",
  level: "mandatory",
  configuration: {},
  resource(declared) {
    if (declared.kind !== "Action") return [];
    const code = textAt(declared, "code");
    const logged = namesOf(declared).filter((name) =>
      new RegExp(`console\\.\\w+\\([^;]*secrets\\.${name}\\b`).test(code),
    );
    return [
      ...(holdsSecret(code, secretsOf(declared))
        ? [
            `The code of ${declared.name} holds what looks like a secret: anyone who can read Actions can see it. Read it from event.secrets, and rotate it.`,
          ]
        : []),
      ...logged.map(
        (name) => `The code of ${declared.name} logs the secret ${name}. Remove it from the log.`,
      ),
    ];
  },
});

function namesOf(declared: Declared): string[] {
  return actionSecrets(declared)
    .map(({ name }) => name)
    .filter((name) => typeof name === "string" && /^\w+$/.test(name)) as string[];
}
