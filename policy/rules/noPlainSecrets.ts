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
          `${path} holds what looks like a secret, and would show it in state, previews and reports. Remove it, replace it at its issuer, and set it with pulumi config set --secret.`,
      );
  },
});

/** Properties that hold secrets safely, or code, which has its own rule. */
const elsewhere = /^(credentials\.|phone\.options\.authToken$|secrets\b|code$|clientSecret$)/;

/** A provider's credentials: the settings make sure that they are encrypted in the stack file. */
const ofProviders = /^(apiToken|clientAssertionPrivateKey|clientSecret|authToken|apiKey|apiSecret)$/;

function plainTexts({ urn, properties }: Declared): [path: string, text: string][] {
  const own = urn.includes("::pulumi:providers:") ? ofProviders : elsewhere;
  return texts(properties, "").filter(([path]) => !own.test(path));
}

function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, path === "" ? key : `${path}.${key}`));
}
