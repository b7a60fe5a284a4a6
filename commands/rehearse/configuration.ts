import type { SandboxDescription } from "../../sandbox/index.ts";
import { projectName } from "../../settings/source.ts";

/** A stack file's `config`, as it is written: what is encrypted is `{secure: …}`. */
export type Written = Readonly<Record<string, unknown>>;

/** What a stack of the rehearsal is told in place of its owner's accounts. */
export interface LocalConfiguration {
  values: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** The accounts that stand in for the owner's. */
export interface LocalAccounts extends Pick<SandboxDescription, "auth0" | "twilio" | "plivo"> {
  /** A second token of the Twilio account, for a change that replaces the token. */
  secondToken: string;
}

export interface RehearsedConfiguration {
  /** `undefined` where the stack is new. */
  base: LocalConfiguration | undefined;
  head: LocalConfiguration;
  /** What the files don't tell, and is taken to be so. */
  assumptions: string[];
}

/** An account's id and its token, in the words of a report. */
interface Account {
  name: string;
  id: string;
  token: string;
  localId: (local: LocalAccounts) => string;
  localToken: (local: LocalAccounts) => string;
  localSecond: (local: LocalAccounts) => string;
}

const accounts: readonly Account[] = [
  {
    name: "Twilio",
    id: "twilio:accountSid",
    token: "twilio:authToken",
    localId: ({ twilio }) => twilio.accountSid,
    localToken: ({ twilio }) => twilio.authToken,
    localSecond: ({ secondToken }) => secondToken,
  },
  {
    name: "Plivo",
    id: "plivo:authId",
    token: "plivo:authToken",
    localId: ({ plivo }) => plivo.authId,
    localToken: ({ plivo }) => plivo.authToken,
    localSecond: ({ plivo }) => plivo.authToken,
  },
];

/**
 * Puts local accounts in the place of the owner's, before and after a change, so that the change means the same: what is set, replaced, taken out or
 * written in clear is so here too. A key that neither file holds is set where the files don't show.
 */
export function rehearsedConfiguration(
  before: Written | undefined,
  after: Written,
  local: LocalAccounts,
): RehearsedConfiguration {
  const assumptions: string[] = [];
  return {
    base: before && configurationOf(before, before, local, []),
    head: configurationOf(before ?? after, after, local, assumptions),
    assumptions,
  };
}

function configurationOf(
  before: Written,
  written: Written,
  local: LocalAccounts,
  assumptions: string[],
): LocalConfiguration {
  const values: Record<string, unknown> = { "auth0:domain": domainOf(before, written, local) };
  const secrets: Record<string, string> = {};
  for (const account of accounts)
    placeAccount(account, { before, written, local, values, secrets, assumptions });
  for (const [key, number] of Object.entries({
    twilioFrom: local.twilio.from,
    plivoFrom: local.plivo.from,
  })) {
    const full = `${projectName}:${key}`;
    const other = ["twilioMessagingServiceSid", "twilioMessaging"].some(
      (name) => written[`${projectName}:${name}`] !== undefined,
    );
    if (isUnset(full, before, written) && !(key === "twilioFrom" && other)) values[full] = number;
  }
  for (const key of ["auth0:clientSecret", "auth0:apiToken"])
    if (typeof written[key] === "string") values[key] = "written in clear";
  return { values, secrets };
}

interface Placing {
  before: Written;
  written: Written;
  local: LocalAccounts;
  values: Record<string, unknown>;
  secrets: Record<string, string>;
  assumptions: string[];
}

function placeAccount(account: Account, placing: Placing): void {
  const { before, written, local, values, secrets, assumptions } = placing;
  const { name, id, token } = account;
  const otherId = written[id] !== before[id];
  const otherToken = !same(written[token], before[token]);
  if (isUnset(id, before, written)) values[id] = account.localId(local);
  else if (written[id] !== undefined)
    // Another account with the old token is what it would be: a token of another account.
    values[id] = otherId && !otherToken ? written[id] : account.localId(local);
  if (isUnset(token, before, written)) secrets[token] = account.localToken(local);
  else if (typeof written[token] === "string") values[token] = "written in clear";
  else if (written[token] !== undefined)
    secrets[token] = otherToken ? account.localSecond(local) : account.localToken(local);
  if (otherToken && written[token] !== undefined)
    assumptions.push(
      otherId
        ? `the new ${name} token is of the new ${name} account`
        : `the ${name} token, encrypted anew, is one of the account's`,
    );
}

/** Another domain than before is another tenant, which no stand-in can be. */
function domainOf(before: Written, written: Written, { auth0 }: LocalAccounts): unknown {
  const key = "auth0:domain";
  return written[key] === before[key] ? auth0.domain : written[key];
}

const isUnset = (key: string, ...files: Written[]): boolean => files.every((file) => file[key] === undefined);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
