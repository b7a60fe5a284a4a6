import type { Declared } from "../Declared.ts";
import { rule } from "../Rule.ts";
import { holdsSecret } from "../../mfa/secretShapes.ts";
import { secretsOf } from "../secrets.ts";

export const noPlainSecrets = rule({
  id: "no-plain-secrets",
  description: "No secret is stored in plaintext: not in a name, a message, a URL or metadata.",
  level: "mandatory",
  configuration: {},
  resource: (declared) => {
    const secrets = secretsOf(declared);
    return plainTexts(declared)
      .filter(([, text]) => holdsSecret(text, secrets))
      .map(
        ([path]) =>
          `${path} holds what looks like a secret, and would show it in state, previews and reports. Remove it, rotate it, and set the new one with pulumi config set --secret.`,
      );
  },
});

/**
 * Where secrets belong: properties that providers mark as secret, and providers' credentials. Code has its own
 * rule. In metadata, any name may stand. A pack does not learn which values are marked as secret.
 */
const isPlaceOfSecrets = (path: string): boolean =>
  /^(credentials|secrets)\b|^code$|(secret|token|password|key|authorization)$/i.test(path) &&
  !/metadata\b/i.test(path);

function plainTexts({ properties }: Declared): [path: string, text: string][] {
  return texts(properties, "").filter(([path]) => !isPlaceOfSecrets(path));
}

function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, path === "" ? key : `${path}.${key}`));
}
