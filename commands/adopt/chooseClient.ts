import type { Client } from "../../tenant/readers/clients.ts";
import { oneLine } from "../../findings/words/oneLine.ts";

/** What says which application is meant: the command line first, then the configuration. */
export interface Wish {
  clientId?: string | undefined;
  name?: string | undefined;
  /** The configuration's own, where the command line says nothing. */
  configured: { clientId?: string | undefined; name?: string | undefined };
}

export type Choice =
  | { kind: "one"; client: Client }
  /** There is no single-page application at all. */
  | { kind: "none" }
  /** Several could be meant. */
  | { kind: "several"; clients: readonly Client[] }
  | { kind: "wrong"; why: string };

/** The single-page application to take over. */
export function chooseClient(clients: readonly Client[], wish: Wish): Choice {
  const { clientId, name, configured } = wish;
  const spas = clients.filter(({ appType }) => appType === "spa");
  if (clientId !== undefined) return byId(clients, clientId);
  if (name !== undefined) {
    const named = spas.filter((client) => client.name === name);
    return named.length > 0
      ? among(named)
      : {
          kind: "wrong",
          why: `there is no single-page application named ${JSON.stringify(name)}; there are ${listed(spas)}`,
        };
  }
  const known = spas.find((client) => client.clientId === configured.clientId);
  if (known) return { kind: "one", client: known };
  const named = spas.filter((client) => client.name === configured.name);
  return among(named.length > 0 ? named : spas);
}

function byId(clients: readonly Client[], clientId: string): Choice {
  const client = clients.find((candidate) => candidate.clientId === clientId);
  if (client === undefined)
    return { kind: "wrong", why: `there is no application with the client id ${clientId}` };
  return client.appType === "spa"
    ? { kind: "one", client }
    : {
        kind: "wrong",
        why: `${oneLine(client.name)} (${clientId}) is of type ${client.appType ?? "none"}, not a single-page application`,
      };
}

function among(clients: readonly Client[]): Choice {
  const [client, second] = clients;
  if (client === undefined) return { kind: "none" };
  return second === undefined ? { kind: "one", client } : { kind: "several", clients };
}

const listed = (clients: readonly Client[]): string =>
  clients.map(({ name, clientId }) => `${oneLine(name)} (${clientId})`).join(", ") || "none";
