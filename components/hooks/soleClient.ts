import type { Call } from "./stackAccess.ts";
import { withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

/** What runs for a `SoleClient` (docs/decisions/0021). */
interface Properties {
  clientId: string;
  mark: string;
  /** The key of the metadata that holds the mark. */
  key: string;
}

interface Client {
  client_id: string;
  client_metadata?: Record<string, string>;
}

const pageSize = 100;

/** Made after the client. */
export async function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  await deleteOthers(properties);
  return { id: "sole", outs: properties };
}

/** Another client was made, perhaps more than once. */
export function diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean }> {
  return Promise.resolve({ changes: olds.clientId !== news.clientId });
}

export async function update(
  _id: string,
  _olds: Properties,
  news: Properties,
): Promise<{ outs: Properties }> {
  await deleteOthers(news);
  return { outs: news };
}

async function deleteOthers({ clientId, mark, key }: Properties): Promise<void> {
  const consequence = "Users are not affected. Mend what it says and run the command again.";
  await withAccess("look for clients that were made twice", consequence, async (call) => {
    const clients = await readClients(call);
    const others = clients.filter(
      (client) => client.client_id !== clientId && client.client_metadata?.[key] === mark,
    );
    for (const other of others) await call("DELETE", `/clients/${encodeURIComponent(other.client_id)}`);
  });
}

async function readClients(call: Call): Promise<Client[]> {
  const clients: Client[] = [];
  for (let page = 0; ; page += 1) {
    const query = `fields=client_id,client_metadata&is_global=false&per_page=${pageSize}&page=${page}`;
    const found = (await call("GET", `/clients?${query}`)) as Client[];
    clients.push(...found);
    if (found.length < pageSize) return clients;
  }
}
