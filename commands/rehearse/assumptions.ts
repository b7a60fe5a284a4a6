import { isDeepStrictEqual } from "node:util";
import { managedIn } from "../../configuration/parts.ts";
import { readable } from "../../mfa/phoneNumbers.ts";
import { addressOf, hasWildcard } from "../../mfa/urls/patterns.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { isSenderName, senders } from "../../senders/index.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import { applicationsIn } from "../local/applicationsInFile.ts";

/**
 * What a rehearsal assumes because no file says it: the local account has every number that is set, and
 * accepts any new token. Each is the end of a sentence that begins with "if".
 * @param before `undefined` if the stack is new
 */
export const assumptionsOf = (before: StackFile | undefined, after: StackFile): string[] => [
  ...accountAssumptions(before, after),
  ...urlAssumptions(before, after),
];

/** Only for the sender in use: settings of another one affect nobody. */
function accountAssumptions(before: StackFile | undefined, after: StackFile): string[] {
  const sender = after["sender"];
  if (!isSenderName(sender) || !managedIn(after).includes("sender")) return [];
  const { label, account } = senders[sender];
  // A sender that has sent codes until now is known to work.
  const known = before?.["sender"] === sender ? before : undefined;
  const changed = (key: string): boolean => !isDeepStrictEqual(known?.[key], after[key]);
  const { named } = sendersInCommands[sender].local;
  const others = known === undefined ? [] : named(known);
  return [
    ...(known === undefined ? [`the ID and token of your ${label} account are correct`] : []),
    ...(known === undefined ? [] : tokenAssumption(label, tokenOf(after, account, changed))),
    ...named(after)
      .filter((name) => !others.includes(name))
      .map((name) => `${readable(name)} belongs to your ${label} account`),
  ];
}

/**
 * Whether a file has another token or account. A token that no file holds belongs to the account that is
 * named.
 */
function tokenOf(
  after: StackFile,
  { id, token }: { id: string; token: string },
  changed: (key: string) => boolean,
): { isNew: boolean; isOfNewAccount: boolean } {
  const isInFile = after[token] !== undefined;
  return { isNew: isInFile && changed(token), isOfNewAccount: changed(id) && (!isInFile || changed(token)) };
}

function tokenAssumption(label: string, token: { isNew: boolean; isOfNewAccount: boolean }): string[] {
  if (!token.isNew && !token.isOfNewAccount) return [];
  const account = `${token.isOfNewAccount ? "the new" : "your"} ${label} account`;
  return [`the ${token.isNew ? "new " : ""}${label} token belongs to ${account}`];
}

/** For a new wildcard, one address is tested; a URL with a placeholder can't be. */
function urlAssumptions(before: StackFile | undefined, after: StackFile): string[] {
  const old = before === undefined ? [] : applicationsIn(before).flatMap(({ written }) => written);
  const added = applicationsIn(after)
    .flatMap(({ written }) => written)
    .filter((url) => !old.includes(url));
  return [...new Set(added)].flatMap((url) => {
    const address = addressOf(url);
    if (address === undefined) return [`${url} works, which a local tenant can't check`];
    return hasWildcard(url) ? [`every host that matches ${url} works like ${new URL(address).host}`] : [];
  });
}
