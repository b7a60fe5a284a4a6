import type { TwilioAccount } from "./account.ts";
import { accountUri, rfc2822 } from "./resource.ts";

/** The account's own details [twilio.com/docs/iam/api/account], without the token, which the caller has. */
export function accountView({
  accountSid,
  openedAt,
  settings,
}: TwilioAccount): { sid: string } & Record<string, unknown> {
  const uri = accountUri(accountSid);
  return {
    sid: accountSid,
    owner_account_sid: accountSid,
    friendly_name: "Sandbox",
    status: "active",
    type: settings.trial ? "Trial" : "Full",
    date_created: rfc2822(openedAt),
    date_updated: rfc2822(openedAt),
    uri: `${uri}.json`,
    subresource_uris: {
      balance: `${uri}/Balance.json`,
      calls: `${uri}/Calls.json`,
      incoming_phone_numbers: `${uri}/IncomingPhoneNumbers.json`,
      keys: `${uri}/Keys.json`,
      messages: `${uri}/Messages.json`,
    },
  };
}

/** [twilio.com/docs/usage/api/balance, as its clients describe it] */
export function balanceView({ accountSid, settings }: TwilioAccount): Record<string, unknown> {
  return { account_sid: accountSid, balance: settings.balance.toFixed(2), currency: "USD" };
}
