import { isAdopting } from "./adopting.ts";
import { withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

/** What runs for a `SentToken` (docs/decisions/0021). */
interface Properties {
  providerId: string;
  authToken: string;
}

/**
 * Made after the phone provider, whose creation takes over the one that the tenant has and may have failed: the next run then takes it
 * for made.
 */
export async function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  if (!isAdopting()) await send(properties);
  return { id: "sent", outs: properties };
}

/** A token that is not the one that arrived. */
export function diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean }> {
  return Promise.resolve({ changes: olds.authToken !== news.authToken });
}

export async function update(
  _id: string,
  _olds: Properties,
  news: Properties,
): Promise<{ outs: Properties }> {
  await send(news);
  return { outs: news };
}

/** The phone provider may have sent it already: nobody can tell. */
async function send({ providerId, authToken }: Properties): Promise<void> {
  const consequence =
    "Messages leave with the old token, if at all. Mend what it says and run the command again.";
  await withAccess("give the phone provider its token", consequence, (call) =>
    call("PATCH", `/branding/phone/providers/${encodeURIComponent(providerId)}`, {
      credentials: { auth_token: authToken },
    }),
  );
}
