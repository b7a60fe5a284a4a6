import jsTokens from "js-tokens";
import { oneLine } from "./oneLine.ts";

/** The trigger of Actions that run in each login, after the password. */
export const loginTrigger = "post-login";

/**
 * Whether an Action's code may require MFA: outside of comments, it contains `multifactor` and `enable`, or
 * one of the calls that challenge for a factor or enroll one. What the code does with them is not analyzed
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

/**
 * Whether an Action's code gives its whole `api` to other code, which may be a module of the tenant or of npm and
 * require MFA there.
 */
export function givesAwayApi(code: string): boolean {
  const tokens = [...jsTokens(code)].filter(
    ({ type }) => !/^(WhiteSpace|LineTerminatorSequence|\w+Comment)$/.test(type),
  );
  return tokens.some(({ type, value }, index) => {
    if (type !== "IdentifierName" || value !== "api" || tokens[index - 1]?.value === ".") return false;
    const following = tokens.slice(index + 1, index + 3).map((token) => token.value);
    // A member, or a parameter of a function.
    return !/^(\.|\?\.|\[|=>|\)(=>|\{))/.test(following.join(""));
  });
}

/** The sentence about an Action that may require MFA. A review extracts the name, made safe, from it. */
export const mfaActionSentence = (name: string): string =>
  `The Action ${JSON.stringify(oneLine(name, 100))} in the login flow may require MFA, regardless of the MFA policy.`;

/** The Action's name in a sentence by `mfaActionSentence`; `undefined` for any other text. */
export function mfaActionIn(text: string): string | undefined {
  const quoted = /The Action ("(?:[^"\\]|\\.)*") in the login flow may require MFA,/.exec(text)?.[1];
  return quoted === undefined ? undefined : (JSON.parse(quoted) as string);
}
