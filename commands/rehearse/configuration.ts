import { isSecretKey } from "../../configuration/values.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { senderNames, senders } from "../../senders/index.ts";
import type { SenderName } from "../../senders/index.ts";
import type { LocalCarriers, StackFile } from "../../senders/SenderInCommands.ts";
import { assumptionsOf } from "./assumptions.ts";

/** The configuration of a rehearsed stack, instead of its owner's accounts. */
export interface LocalConfiguration {
  values: Record<string, unknown>;
  secrets: Record<string, string>;
}

/** The accounts that stand in for the owner's. */
export interface LocalAccounts extends LocalCarriers {
  auth0: { domain: string };
  /** A second token of each account, for a change that replaces the token. */
  secondTokens: Readonly<Record<SenderName, string>>;
}

export interface RehearsedConfiguration {
  /** `undefined` where the stack is new. */
  base: LocalConfiguration | undefined;
  head: LocalConfiguration;
  /** Assumptions about what the files don't say (`assumptionsOf`). */
  assumptions: string[];
}

/**
 * Replaces the owner's accounts by local ones, before and after a change, so that the change means the same.
 * A value that is set, replaced, removed or stored in plaintext there is so here too. A key in neither file
 * is set if the files can't show it.
 */
export function rehearsedConfiguration(
  before: StackFile | undefined,
  after: StackFile,
  local: LocalAccounts,
): RehearsedConfiguration {
  return {
    base: before && configurationOf(before, before, local),
    head: configurationOf(before ?? after, after, local),
    assumptions: assumptionsOf(before, after),
  };
}

function configurationOf(before: StackFile, written: StackFile, local: LocalAccounts): LocalConfiguration {
  const values: Record<string, unknown> = { "auth0:domain": domainOf(before, written, local) };
  const secrets: Record<string, string> = {};
  for (const sender of senderNames) placeAccount(sender, { before, written, local, values, secrets });
  for (const key of Object.keys(written))
    if (isPlainSecret(key, written)) values[key] = "stored in plaintext";
  return { values, secrets };
}

type AccountKeys = (typeof senders)[SenderName]["account"];

interface Placing {
  before: StackFile;
  written: StackFile;
  local: LocalAccounts;
  values: Record<string, unknown>;
  secrets: Record<string, string>;
}

function placeAccount(sender: SenderName, placing: Placing): void {
  const { before, written, local, values, secrets } = placing;
  const { insteadOfNumber, accountOf } = sendersInCommands[sender].local;
  const account = accountOf(local);
  const keys = senders[sender].account;
  const number = keys.number;
  const otherToken = !same(written[keys.token], before[keys.token]);
  if (isUnset(keys.id, before, written)) values[keys.id] = account.id;
  else if (written[keys.id] !== undefined)
    values[keys.id] = hasOldToken(keys, before, written) ? written[keys.id] : account.id;
  if (isUnset(keys.token, before, written)) secrets[keys.token] = account.token;
  else if (written[keys.token] !== undefined && !isPlainSecret(keys.token, written))
    secrets[keys.token] = otherToken ? local.secondTokens[sender] : account.token;
  const hasOther = insteadOfNumber.some((key) => written[key] !== undefined);
  if (isUnset(number, before, written) && !hasOther) values[number] = account.from;
}

/**
 * Whether the file names another account with the old one's token: that combination is certain to be
 * rejected.
 */
const hasOldToken = ({ id, token }: AccountKeys, before: StackFile, written: StackFile): boolean =>
  before[id] !== undefined &&
  written[id] !== before[id] &&
  written[token] !== undefined &&
  same(written[token], before[token]);

/** Another token for each account. */
export async function makeSecondTokens(description: LocalCarriers): Promise<Record<SenderName, string>> {
  const tokens = senderNames.map(async (sender) => [
    sender,
    await sendersInCommands[sender].local.secondToken(description),
  ]);
  return Object.fromEntries(await Promise.all(tokens)) as Record<SenderName, string>;
}

/**
 * A different domain is another tenant, which no local tenant can be; a domain that is new in the file is
 * not.
 */
function domainOf(before: StackFile, written: StackFile, { auth0 }: LocalAccounts): unknown {
  const key = "auth0:domain";
  const isOther = before[key] !== undefined && written[key] !== before[key];
  return isOther ? written[key] : auth0.domain;
}

/** A file holds an encrypted value as `{secure: …}`. */
const isPlainSecret = (key: string, file: StackFile): boolean =>
  isSecretKey(key) && file[key] !== undefined && typeof file[key] !== "object";

const isUnset = (key: string, ...files: StackFile[]): boolean =>
  files.every((file) => file[key] === undefined);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
