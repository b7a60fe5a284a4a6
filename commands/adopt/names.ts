import type { Client } from "../../tenant/readers/clients.ts";
import { shortFormName } from "../../configuration/parts.ts";
import { isObject } from "../../configuration/source.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import { applicationKeys } from "../../settings/application.ts";
import type { Adopted } from "./parts/application.ts";

/**
 * Each application's name in the program: the configured name of its client, or else a name derived from its
 * own. A single application gets the name of the one outside `applications`.
 *
 * @param configured names by client ID
 */
export function namedClients(
  clients: readonly Client[],
  configured: Readonly<Record<string, string>>,
): Adopted[] {
  const [only, second] = clients;
  if (only !== undefined && second === undefined && configured[only.clientId] === undefined)
    return [{ name: shortFormName, client: only }];
  const taken = new Set(Object.values(configured));
  return clients.map((client) => {
    const name = configured[client.clientId] ?? unused(nameFrom(client.name), taken);
    taken.add(name);
    return { name, client };
  });
}

/** The names of the applications that a stack registered itself, by client ID. */
export function registeredNames(
  clients: readonly Client[],
  ownTag: string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    clients.flatMap(({ clientId, ownershipMark = "" }) => {
      const [tag, name] = ownershipMark.split("/");
      return tag === ownTag && name !== undefined ? [[clientId, name] as const] : [];
    }),
  );
}

/** An application's own keys in a stack file: in `applications`, or outside it. */
export const declaredIn = (own: StackFile, name: string): Record<string, unknown> =>
  isObject(own["applications"])
    ? ((own["applications"][name] ?? {}) as Record<string, unknown>)
    : Object.fromEntries(applicationKeys.map((key) => [key, own[key]]));

function nameFrom(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 30)
    .replace(/-$/, "");
  return words === "" ? "app" : words;
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return free;
}
