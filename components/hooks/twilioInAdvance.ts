import { withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

type Settings = Record<string, string | undefined>;

/** What runs for a `TwilioInAdvance` (docs/decisions/0021). */
interface Properties {
  settings: Settings;
}

const path = "/guardian/factors/sms/providers/twilio";

export async function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  await put(properties);
  return { id: "twilio", outs: properties };
}

export function diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean }> {
  return Promise.resolve({ changes: !isSame(olds.settings, news.settings) });
}

export async function update(
  _id: string,
  _olds: Properties,
  news: Properties,
): Promise<{ outs: Properties }> {
  await put(news);
  return { outs: news };
}

/** A legacy tenant gives its settings back: what is there already is not sent. */
async function put({ settings }: Properties): Promise<void> {
  const consequence = "Messages leave as before. Mend what it says and run the command again.";
  await withAccess("give the tenant Twilio's settings", consequence, async (call) => {
    const present = (await call("GET", path)) as Settings;
    if (!isSame(present, settings)) await call("PUT", path, settings);
  });
}

function isSame(one: Settings, other: Settings): boolean {
  const names = ["sid", "auth_token", "from", "messaging_service_sid"];
  return names.every((name) => (one[name] ?? "") === (other[name] ?? ""));
}
