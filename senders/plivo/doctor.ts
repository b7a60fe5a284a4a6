import { readable } from "../../mfa/phoneNumbers.ts";
import type { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { PlivoSettings } from "./settings.ts";
import type { OwnNumber, PlivoFacts } from "./account.ts";
import { isSubaccount } from "./accountFault.ts";
import { group } from "../../findings/Finding.ts";
import type { Finding } from "../../findings/Finding.ts";

const { ok, warning, failed, notChecked } = group("Plivo");

/** Below this, in US dollars, a warning. */
const lowCredits = 5;

/** Whether the account can send what the stack declares. */
export function checkPlivo({ authId, from }: PlivoSettings, { account, number }: PlivoFacts): Finding[] {
  if (account instanceof Error) {
    return [
      failed(`account ${authId}: ${account.why}`, account.remedy),
      notChecked("the account can't be read", "credits and number"),
    ];
  }
  return [
    account.type.toLowerCase() === "trial"
      ? warning(
          `account ${authId} is a trial account: it sends only to verified numbers`,
          "Upgrade it in Plivo's console before users sign in.",
        )
      : ok(`account ${authId}: credentials accepted`),
    ...(account.credits === undefined ? [] : [checkCredits(account.credits)]),
    ...(number === undefined ? [] : [checkNumber({ authId, from }, number)]),
  ];
}

function checkCredits(credits: number): Finding {
  const text = `credits ${credits.toFixed(2)} USD`;
  const remedy = "Add credits in Plivo's console, and turn on its auto-recharge.";
  if (credits <= 0) return failed(`${text}: nothing can be sent`, remedy);
  return credits < lowCredits ? warning(`${text}: low`, remedy) : ok(text);
}

function checkNumber(
  { authId, from }: Pick<PlivoSettings, "authId" | "from">,
  number: OwnNumber | CallFailure,
): Finding {
  const shown = readable(from);
  if (number instanceof Error && number.kind === "missing" && isSubaccount(authId))
    return warning(
      `number ${shown} does not belong to sub-account ${authId}`,
      "Check Phone Numbers in Plivo's console: it must belong to the main account.",
    );
  if (number instanceof Error) {
    return number.kind === "missing"
      ? failed(
          `number ${shown} does not belong to the account`,
          "Set plivoFrom to a number that Plivo's console lists (Phone Numbers).",
        )
      : failed(`number ${shown}: ${number.why}`, number.remedy);
  }
  return number.sms
    ? ok(`number ${shown}: sms`)
    : failed(`number ${shown} can't send text messages`, "Choose a number that is enabled for SMS.");
}
