import { isProperties, type Properties, text } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";

/** The triggers that an Action can be bound to. */
export const triggers = [
  "post-login",
  "credentials-exchange",
  "pre-user-registration",
  "post-user-registration",
  "post-change-password",
  "send-phone-message",
  "password-reset-post-challenge",
  "custom-email-provider",
  "custom-phone-provider",
  "login-post-identifier",
  "signup-post-identifier",
];

export interface Binding {
  actionId: string;
  displayName: string;
}

/** Replaces all bindings of the trigger. For an empty list in the program, the official plugin sends null. */
export async function writeBindings(
  api: ManagementApi,
  trigger: string,
  bindings: Binding[] | null,
): Promise<void> {
  await api.send("PATCH", `/actions/triggers/${encodeURIComponent(trigger)}/bindings`, {
    bindings:
      bindings &&
      bindings.map(({ actionId, displayName }) => ({
        ref: { type: "action_id", value: actionId },
        display_name: displayName,
      })),
  });
}

/** All bindings of the trigger, page by page. */
export async function readBindings(api: ManagementApi, trigger: string): Promise<Binding[]> {
  const bindings: Binding[] = [];
  for (let page = 0; ; page++) {
    const answer = await readPage(api, trigger, `?page=${page}&per_page=100`);
    bindings.push(...bindingsOf(answer));
    // `start` and `limit` are not in these responses: the first page after the last one ends the list,
    // because it has no `total` (recorded from the real API).
    const after = Number(answer["start"] ?? 0) + Number(answer["limit"] ?? 0);
    if (Number(answer["total"] ?? 0) <= after) return bindings;
  }
}

/** The bindings on the default page, which is all that the official plugin reads. */
export async function readFirstBindings(api: ManagementApi, trigger: string): Promise<Binding[]> {
  return bindingsOf(await readPage(api, trigger, "?per_page=50"));
}

async function readPage(api: ManagementApi, trigger: string, query: string): Promise<Properties> {
  const answer = await api.send("GET", `/actions/triggers/${encodeURIComponent(trigger)}/bindings${query}`);
  return isProperties(answer) ? answer : {};
}

function bindingsOf(answer: Properties): Binding[] {
  const items = Array.isArray(answer["bindings"]) ? answer["bindings"].filter(isProperties) : [];
  return items.map((item) => ({
    actionId: isProperties(item["action"]) ? text(item["action"]["id"]) : "",
    displayName: typeof item["display_name"] === "string" ? item["display_name"] : "",
  }));
}
