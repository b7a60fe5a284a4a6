import { readPhoneProviders } from "../../tenant/readers/phoneProviders.ts";
import type { PhoneProvider } from "../../tenant/readers/phoneProviders.ts";
import type { TenantCalls } from "./TenantCalls.ts";
import { Refused } from "./TenantCalls.ts";

/**
 * Changes a unified tenant's one phone provider.
 *
 * @param bodyOf what to send to the existing provider
 * @param written as in `phone provider set to SMS`
 * @throws Refused if there is none
 */
export async function changePhoneProvider(
  tenant: TenantCalls,
  bodyOf: (present: PhoneProvider) => object,
  written: string,
): Promise<void> {
  const [present] = await readPhoneProviders(tenant);
  if (present === undefined)
    throw new Refused("the tenant no longer has a phone provider. Fix: pulumi refresh, then pulumi up.");
  const path = `/branding/phone/providers/${encodeURIComponent(present.id)}`;
  await tenant.write({ method: "PATCH", path, body: bodyOf(present) }, written);
}
