import { withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

/** What runs for a `SentToken` (docs/decisions/0021). */
interface Properties {
  providerId: string;
  authToken: string;
}

/** Made after the phone provider, whose own creation has sent the token. */
export function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  return Promise.resolve({ id: "sent", outs: properties });
}

/** A token that is not the one that arrived. */
export function diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean }> {
  return Promise.resolve({ changes: olds.authToken !== news.authToken });
}

/** Sends the token, which the phone provider's update may have done already: nobody can tell. */
export async function update(
  _id: string,
  _olds: Properties,
  news: Properties,
): Promise<{ outs: Properties }> {
  const consequence =
    "Messages leave with the old token, if at all. Mend what it says and run the command again.";
  await withAccess("give the phone provider its token", consequence, (call) =>
    call("PATCH", `/branding/phone/providers/${encodeURIComponent(news.providerId)}`, {
      credentials: { auth_token: news.authToken },
    }),
  );
  return { outs: news };
}
