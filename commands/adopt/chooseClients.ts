import type { Client } from "../../tenant/readers/clients.ts";
import { oneLine } from "../../mfa/oneLine.ts";

/** What selects the applications: the command line first, then the configuration. */
export interface Wish {
  clientIds?: readonly string[];
  names?: readonly string[];
  /** The configured ones, if the command line names none. */
  configured: { clientIds?: readonly string[]; names?: readonly string[] };
  /** Why an application is another stack's, by client ID. */
  foreign?: ReadonlyMap<string, string>;
}

export type Choice =
  /** Empty if the tenant has no single-page application. */
  | { kind: "chosen"; clients: readonly Client[] }
  /** One or more of these could be meant. */
  | { kind: "unclear"; clients: readonly Client[] }
  | { kind: "wrong"; why: string };

/** The single-page applications to adopt. */
export function chooseClients(clients: readonly Client[], wish: Wish): Choice {
  const { clientIds = [], names = [], configured, foreign } = wish;
  const spas = clients.filter(({ appType }) => appType === "spa");
  const known = spas.filter(({ clientId }) => configured.clientIds?.includes(clientId));
  if (clientIds.length > 0 || names.length > 0)
    return together([
      // A stack that already has several keeps them.
      ...(known.length > 1 ? [{ kind: "chosen", clients: known } as const] : []),
      ...clientIds.map((id) => byId(clients, id)),
      ...names.map((name) => byName(spas, name, foreign)),
    ]);
  if (known.length > 0) return { kind: "chosen", clients: known };
  const named = spas.filter(({ name }) => configured.names?.includes(name));
  return among(named.length > 0 ? named : spas);
}

/** Combines the results into one choice: the first that is ambiguous is asked about. */
function together(choices: readonly Choice[]): Choice {
  const open = choices.find(({ kind }) => kind === "wrong") ?? choices.find(({ kind }) => kind === "unclear");
  if (open !== undefined) return open;
  const clients = choices.flatMap((choice) => (choice.kind === "chosen" ? choice.clients : []));
  return { kind: "chosen", clients: [...new Set(clients)] };
}

function byId(clients: readonly Client[], clientId: string): Choice {
  const client = clients.find((candidate) => candidate.clientId === clientId);
  if (client === undefined)
    return { kind: "wrong", why: `there is no application with the client ID ${clientId}` };
  return client.appType === "spa"
    ? { kind: "chosen", clients: [client] }
    : {
        kind: "wrong",
        why: `${oneLine(client.name)} (${clientId}) is of type ${client.appType ?? "none"}, not a single-page application`,
      };
}

function byName(spas: readonly Client[], name: string, foreign: Wish["foreign"]): Choice {
  const named = spas.filter((client) => client.name === name);
  return named.length > 0
    ? among(named)
    : {
        kind: "wrong",
        why: `there is no single-page application named ${JSON.stringify(name)}; the tenant has ${listed(spas, foreign)}`,
      };
}

const among = (clients: readonly Client[]): Choice => ({
  kind: clients.length > 1 ? "unclear" : "chosen",
  clients,
});

const listed = (clients: readonly Client[], foreign: Wish["foreign"]): string =>
  clients
    .map(({ name, clientId }) => {
      const why = foreign?.get(clientId);
      return `${oneLine(name)} (${clientId}${why === undefined ? "" : `; ${why}`})`;
    })
    .join(", ") || "none";
