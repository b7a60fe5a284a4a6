import type { Change } from "../../bridge/lifecycle/resource.ts";
import { isProperties, type Properties, type Value } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";

/** The Management API's path of the tenant's factors, each under its own name. */
export const factorsPath = "/guardian/factors";

/** One factor of a Guardian resource, and the calls that write and read it. */
export interface Factor {
  /** The Management API's name for it. */
  name: string;
  update(change: Change<ManagementApi>): Promise<void>;
  /** The factor's property. `state` holds the secrets that the tenant never returns. */
  read(api: ManagementApi, enabled: boolean, state: Properties): Promise<Value>;
}

/** A factor that has no settings: its property says whether it is on. */
export function plainFactor(property: string, name: string): Factor {
  return {
    name,
    update: ({ api, planned }) => enable(api, name, planned[property] === true),
    read: (_, enabled) => Promise.resolve(enabled),
  };
}

/** Turns a factor on or off. */
export async function enable(api: ManagementApi, factor: string, enabled: boolean): Promise<void> {
  await api.send("PUT", `${factorsPath}/${factor}`, { enabled });
}

/** Turns a factor on or off as planned, and returns whether it is on: only then does it take settings. */
export async function enablePlanned(
  { api, planned }: Change<ManagementApi>,
  property: string,
  factor: string,
): Promise<boolean> {
  const enabled = membersOf(planned[property])["enabled"] === true;
  await enable(api, factor, enabled);
  return enabled;
}

/** The members of a value that may not be an object, such as a response or a property that nobody set. */
export const membersOf = (value: Value | undefined): Properties => (isProperties(value) ? value : {});
