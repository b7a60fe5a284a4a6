import { readActions } from "./actions.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { readMessageBindings } from "./bindings.ts";
import { readClients } from "./clients.ts";
import { readFactors, readMessageTypes, readPolicy } from "./guardian.ts";
import { readLegacyMessages, readLegacySender } from "./legacyPhone.ts";
import { readMfaActionsIfAllowed } from "./mfaActions.ts";
import { readPhoneProviders } from "./phoneProviders.ts";
import { readPhoneTemplates } from "./phoneTemplates.ts";
import { readTenantSettings } from "./tenantSettings.ts";

/** How each part of a tenant is read. */
const readers = {
  tenant: readTenantSettings,
  clients: readClients,
  factors: readFactors,
  messageTypes: readMessageTypes,
  policy: readPolicy,
  /** The Actions that may require MFA; `undefined` if the token may not read them. */
  mfaActions: readMfaActionsIfAllowed,
  /** Unified tenants only. */
  phoneProviders: readPhoneProviders,
  phoneTemplates: readPhoneTemplates,
  providerActions: (api: TenantReader) => readActions(api, "custom-phone-provider"),
  /** Legacy tenants only. */
  legacySender: readLegacySender,
  legacyMessages: readLegacyMessages,
  messageActions: (api: TenantReader) => readActions(api, "send-phone-message"),
  messageBindings: readMessageBindings,
};

type Readers = typeof readers;

/** Everything on a tenant that this product touches. */
export type Snapshot = { [Part in keyof Readers]: Awaited<ReturnType<Readers[Part]>> };

/** Reads parts of a tenant, concurrently if its rate limit allows. */
export async function readSnapshot<Part extends keyof Snapshot>(
  api: TenantReader,
  parts: readonly Part[],
): Promise<Pick<Snapshot, Part>> {
  const read = await Promise.all(parts.map(async (part) => [part, await readers[part](api)] as const));
  return Object.fromEntries(read) as Pick<Snapshot, Part>;
}
