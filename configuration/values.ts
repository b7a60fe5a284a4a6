import { isOtherSender, numberFault } from "../mfa/phoneNumbers.ts";
import type { NumberFault } from "../mfa/phoneNumbers.ts";
import type { Problem } from "./problems.ts";
import { remove, set, setSecret } from "./problems.ts";
import { takenNamespaces } from "./projectName.ts";
import type { Source } from "./source.ts";
import { readText, withOwnKeys } from "./source.ts";

/** A secret by its full key. It must be set. */
export function readSecret(source: Source, key: string, problems: Problem[]): string | undefined {
  const value = source.values[key] || undefined;
  if (value === undefined) problems.push({ key, what: "is missing", fix: setSecret(key) });
  return value;
}

/**
 * The secrets in plaintext in the stack file, in use or not: such a secret is leaked. Other providers'
 * secrets are their own concern.
 */
export const plainSecrets = (source: Source): Problem[] =>
  Object.keys(source.values)
    .filter((key) => isSecretKey(key) && source.values[key] && !source.isSecret(key))
    .map((key) => ({
      key,
      what: "is stored in plaintext in the stack file; rotate it and set the new value",
      fix: setSecret(key),
    }));

/**
 * Secrets within other values, which would show them to users, in the state and in reports. Only the key of a
 * secret is named.
 */
export const exposedSecrets = (source: Source): Problem[] =>
  Object.entries(withOwnKeys(source.project, source.values))
    .filter(([key]) => !key.includes(":"))
    .flatMap(([key, value]) => {
      const secret = secretWithin(source, value);
      if (secret === undefined) return [];
      const what = `contains the value of ${secret}, and would show it; rotate that secret`;
      return [{ key, what, fix: remove(key) }];
    });

/** The key or the variable of the secret whose value is in a text; `undefined` if none is. */
export function secretWithin({ values, environment }: Source, text: string): string | undefined {
  const secrets = [
    ...Object.entries(values).filter(([key]) => isSecretKey(key)),
    ...Object.entries(environment).filter(([name]) => secretVariables.test(name)),
  ].filter((entry): entry is [string, string] => (entry[1] ?? "").length >= shortestSecret);
  return secrets.find(([, secret]) => text.includes(secret))?.[0];
}

const secretVariables = /^(AUTH0|TWILIO|PLIVO)_\w*(SECRET|TOKEN|PRIVATE_KEY)$/;

/** A shorter text may be a word. */
const shortestSecret = 8;

const secretKeys = new RegExp(`^(${takenNamespaces.join("|")}):\\w*(secret|token|privateKey)$`, "i");

/** Whether a key is one of a secret. */
export const isSecretKey = (key: string): boolean => secretKeys.test(key);

/** One of the project's own phone numbers, or `undefined` if it is not set. */
export function readNumber(source: Source, name: string, problems: Problem[]): string | undefined {
  const text = readText(source, name, problems, numberMeant);
  if (text === undefined || isReported(name, problems)) return text;
  const fault = numberFault(text);
  if (fault) {
    const what = said(fault, text, isOtherSender(fault) ? "; a phone number is needed here" : "");
    problems.push({ key: name, what, fix: set(name, fault.better ?? unknownNumber) });
  }
  return text;
}

/**
 * What is wrong with a number in a stack file. Without quotes, YAML takes it for an integer, and one with a
 * leading zero for an octal one, which has other digits.
 * @param more what to say after the fault
 */
export function said({ what, kind }: NumberFault, text: string, more = ""): string {
  if (kind === "number without a plus sign")
    return `${what}. Put the number in quotes in a stack file; otherwise, YAML drops the plus sign`;
  const hint =
    kind === undefined && isNumberInYaml.test(text)
      ? ". Put phone numbers in a stack file in quotes; otherwise, YAML may change the digits"
      : "";
  return `${what}${more}${hint}`;
}

/** What a number without quotes becomes; its leading zero is lost. */
const isNumberInYaml = /^(0|[1-9]\d*)(\.\d+)?(e\+?\d+)?$/i;

/** Whether a problem of a key is reported already: a value of another type says enough. */
export const isReported = (name: string, problems: readonly Problem[]): boolean =>
  problems.some(({ key }) => key === name);

/** The phone number that a text was meant to be. */
export const numberMeant = (text: string): string =>
  numberFault(text) === undefined ? text : (numberFault(text)?.better ?? unknownNumber);

/** An example for a message where no number is known: any real number could be somebody else's. */
export const unknownNumber = "+…";
