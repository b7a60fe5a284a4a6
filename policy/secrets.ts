import { actionSenders, senders } from "../senders/index.ts";
import { at } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

/** An Action's secrets. */
export function actionSecrets(declared: Declared): { name?: unknown; value?: unknown }[] {
  const secrets = at(declared, "secrets");
  return Array.isArray(secrets) ? (secrets as { name?: unknown; value?: unknown }[]) : [];
}

/** The numbers that messages come from are among an Action's secrets but are not secret. */
const numbers: ReadonlySet<string> = new Set(
  actionSenders.flatMap(({ kind, secrets }) =>
    secrets.filter(({ key }) => key === senders[kind].account.number).map(({ name }) => name),
  ),
);

/** The secret values of a resource that are more than a name: tokens and Action secrets. */
export function secretsOf(declared: Declared): string[] {
  return [
    at(declared, "credentials", "authToken"),
    at(declared, "phone", "options", "authToken"),
    at(declared, "clientSecret"),
    ...actionSecrets(declared)
      .filter(({ name }) => !numbers.has(String(name)))
      .map(({ value }) => value),
  ].filter((value) => typeof value === "string" && value.length >= 8) as string[];
}
