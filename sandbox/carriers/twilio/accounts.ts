import type { TwilioAccount } from "./account.ts";
import { accountUri, rfc2822 } from "./resource.ts";

/** The account as it reads itself [twilio.com/docs/iam/api/account]; its token is left out: who asks has it. */
export function accountView({ accountSid, settings }: TwilioAccount, now: Date): Record<string, unknown> {
  const uri = accountUri(accountSid);
  return {
    sid: accountSid,
    owner_account_sid: accountSid,
    friendly_name: "Sandbox",
    status: "active",
    type: settings.trial ? "Trial" : "Full",
    date_created: rfc2822(now),
    date_updated: rfc2822(now),
    uri: `${uri}.json`,
    subresource_uris: { messages: `${uri}/Messages.json`, calls: `${uri}/Calls.json` },
  };
}
