import type { Client } from "../../tenant/readers/clients.ts";
import { shortFormName } from "../../configuration/parts.ts";
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
