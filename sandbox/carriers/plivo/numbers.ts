import { randomUUID } from "node:crypto";
import type { PlivoSettings } from "../settings.ts";
import type { PlivoAccount } from "./account.ts";
import { badRequest, notEmulated } from "./errors.ts";

type OwnNumber = PlivoSettings["numbers"][number];

const largestLimit = 20;
/** The stand-in's numbers don't have these properties. */
const unemulated = ["subaccount", "alias", "cnam_lookup", "renewal_date", "tendlc_campaign_id"];

/** A page of the account's numbers [plivo.com/docs/numbers/api/account-phone-number/list-all-my-numbers]. */
export function listNumbers(account: PlivoAccount, query: URLSearchParams): Record<string, unknown> {
  const found = unemulated.find((name) => query.has(name));
  if (found !== undefined) throw notEmulated(`The filter ${found}`);
  const limit = Math.min(largestLimit, count(query, "limit", largestLimit));
  const offset = count(query, "offset", 0);
  const all = account.settings.numbers.filter((number) => isAskedFor(number, query));
  const address = (at: number): string => `${base(account)}?limit=${limit}&offset=${at}`;
  return {
    api_id: randomUUID(),
    meta: {
      limit,
      offset,
      next: offset + limit < all.length ? address(offset + limit) : null,
      previous: offset > 0 ? address(Math.max(0, offset - limit)) : null,
      total_count: all.length,
    },
    objects: all.slice(offset, offset + limit).map((number) => numberView(account, number)),
  };
}

function count(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name) ?? String(fallback);
  if (!/^\d{1,6}$/.test(text)) throw badRequest(`${name} should be a number`);
  return Number(text);
}

function isAskedFor({ phoneNumber, sms, voice }: OwnNumber, query: URLSearchParams): boolean {
  const services = query.get("services")?.split(",") ?? [];
  const can: Record<string, boolean> = { sms, voice };
  return (
    phoneNumber.slice(1).startsWith(query.get("number_startswith") ?? "") &&
    (query.get("type") ?? "local") === "local" &&
    services.every((service) => can[service] === true)
  );
}

/** The number by its digits, with or without a plus sign. */
export function findNumber({ settings }: PlivoAccount, name: string): OwnNumber | undefined {
  return settings.numbers.find(({ phoneNumber }) => phoneNumber === `+${name.replace(/^\+/, "")}`);
}

/** A number for its account; Plivo omits the plus sign. */
export function numberView(
  account: PlivoAccount,
  { phoneNumber, sms, voice }: OwnNumber,
): Record<string, unknown> {
  const number = phoneNumber.slice(1);
  return {
    active: true,
    added_on: account.openedAt.toISOString().slice(0, 10),
    alias: null,
    application: null,
    carrier: "Plivo",
    mms_enabled: false,
    monthly_rental_rate: "0.50000",
    number,
    number_type: "local",
    renewal_date: null,
    resource_uri: `${base(account)}${number}/`,
    sms_enabled: sms,
    sms_rate: "0.00000",
    sub_account: null,
    type: "local",
    voice_enabled: voice,
    voice_rate: "0.00550",
  };
}

const base = ({ authId }: PlivoAccount): string => `/v1/Account/${authId}/Number/`;
