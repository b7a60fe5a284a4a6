import jsTokens from "js-tokens";

/** The trigger of Actions that run in each login, after the password. */
export const loginTrigger = "post-login";

/**
 * Whether an Action's code may require MFA: it names `multifactor` and `enable`, or one of the calls that
 * challenge for a factor or enroll one, anywhere but in a comment. What it does with them is not looked at
 * [customize/actions/reference/post-login-api].
 */
export function mayRequireMfaByCode(code: string): boolean {
  const names = new Set<string>();
  for (const { type, value } of jsTokens(code)) {
    if (type === "IdentifierName") names.add(value);
    if (type === "StringLiteral" || type === "NoSubstitutionTemplate") names.add(value.slice(1, -1));
  }
  return (
    (names.has("multifactor") && names.has("enable")) ||
    [...names].some((name) => /^(challengeWith|enrollWith)/.test(name))
  );
}

/** A tenant's name of an Action as it may be shown: on one line, in one direction, not too long. */
export const shownName = (name: string): string => {
  const clean = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return clean.length > 100 ? `${clean.slice(0, 99)}…` : clean;
};

/** What is said of an Action that may require MFA, as a sentence. A review finds the name in it again. */
export const mfaActionSentence = (name: string): string =>
  `The Action ${JSON.stringify(shownName(name))} in the login flow may require MFA, whatever the MFA policy is.`;

/** The Action that a text of `mfaActionSentence` is about; `undefined` for any other text. */
export function mfaActionIn(text: string): string | undefined {
  const quoted = /The Action ("(?:[^"\\]|\\.)*") in the login flow may require MFA,/.exec(text)?.[1];
  return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
}
