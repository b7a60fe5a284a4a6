import { mfaActionSentence } from "../../../mfa/mfaActions.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";

const { ok, warning, notChecked } = group("Login flow");

const noneBut = (excused: readonly string[]): string =>
  excused.length === 0 ? "no Action may require MFA" : "no Action outside actionsWithoutMfa may require MFA";

/**
 * The Actions that may require MFA, regardless of the policy.
 *
 * @param found `undefined` if the token may not read Actions
 */
export function checkLoginFlow({ settings }: Subject, found: readonly string[] | undefined): Finding[] {
  if (found === undefined) return [notChecked("the scope read:actions is missing")];
  const unneeded = settings.actionsWithoutMfa.filter((name) => !found.includes(name));
  const unexpected = found.filter((name) => !settings.actionsWithoutMfa.includes(name));
  return [
    ...(unexpected.length === 0 ? [ok(noneBut(settings.actionsWithoutMfa))] : []),
    ...unexpected.map((name) =>
      warning(
        mfaActionSentence(name).replace(/^T/, "t").replace(/\.$/, ""),
        "While it is in the flow, the stack does not remove the last factor, and does not remove the sender while the phone factor is on. If it never requires MFA, list it in actionsWithoutMfa.",
      ),
    ),
    ...unneeded.map((name) =>
      warning(
        `actionsWithoutMfa lists ${JSON.stringify(name)}, which is not an Action in the login flow that may require MFA`,
        "Check its spelling, or remove it from the list.",
      ),
    ),
  ];
}
