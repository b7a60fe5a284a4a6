import { at, textAt } from "../Declared.ts";
import { rule } from "../Rule.ts";
import { looksSecret, secretsOf } from "../secrets.ts";

export const noSecretsInActions = rule({
  id: "no-secrets-in-actions",
  description: "An Action's code holds no secret, and logs none.",
  level: "mandatory",
  configuration: {},
  resource(declared) {
    if (declared.kind !== "Action") return [];
    const code = textAt(declared, "code");
    const names = namesOf(at(declared, "secrets"));
    const logged = names.filter((name) =>
      new RegExp(`console\\.\\w+\\([^;]*secrets\\.${name}\\b`).test(code),
    );
    return [
      ...(looksSecret(code) || secretsOf(declared).some((secret) => code.includes(secret))
        ? [
            `The code of ${declared.name} holds what looks like a secret: whoever may read Actions has it. Read it from event.secrets, and replace it at its issuer.`,
          ]
        : []),
      ...logged.map(
        (name) => `The code of ${declared.name} logs the secret ${name}. Take it out of the log.`,
      ),
    ];
  },
});

function namesOf(secrets: unknown): string[] {
  if (!Array.isArray(secrets)) return [];
  return (secrets as { name?: unknown }[])
    .map(({ name }) => name)
    .filter((name) => typeof name === "string" && /^\w+$/.test(name)) as string[];
}
