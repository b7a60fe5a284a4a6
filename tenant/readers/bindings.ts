import { z } from "zod";
import { listByPage } from "../api/lists.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { shaped } from "../http/shape.ts";

/** An Action in a trigger's flow. */
export interface Binding {
  displayName: string;
  actionId: string;
}

const binding = z.object({
  display_name: z.string().nullish(),
  action: z.object({ id: z.string(), name: z.string().nullish() }),
});

/**
 * The Actions in the flow that sends a legacy tenant's messages, in order. `custom-phone-provider` has no
 * such list: some tenants reject the request for that trigger.
 */
export const readMessageBindings = (api: TenantReader): Promise<Binding[]> =>
  readBindings(api, "send-phone-message");

/** The Actions in a trigger's flow, in order. */
export async function readBindings(api: TenantReader, trigger: string): Promise<Binding[]> {
  const what = `the bindings of ${trigger}`;
  const path = `/actions/triggers/${encodeURIComponent(trigger)}/bindings`;
  const items = await listByPage(api, path, "bindings", what);
  return shaped(z.array(binding), items, what).map(({ display_name: displayName, action }) => ({
    displayName: displayName ?? action.name ?? action.id,
    actionId: action.id,
  }));
}
