import { customProvider, legacyHook } from "../../mfa/actionSenders.ts";
import { factorsOf, phoneFactor } from "../../mfa/factors.ts";
import type { MfaState } from "../../mfa/MfaState.ts";
import type { PhoneExperience } from "../../mfa/phoneExperience.ts";
import { supportedBy } from "../../mfa/deliveryMethods.ts";
import type { TenantReader } from "../../tenant/api/ManagementApi.ts";
import { mfaStateOf } from "../../tenant/readers/mfaState.ts";
import { isOn } from "../../tenant/readers/guardian.ts";
import { readSnapshot } from "../../tenant/readers/snapshot.ts";

/** The tenant's current MFA state, as far as a plan needs it. */
export async function readPresentMfa(tenant: TenantReader, experience: PhoneExperience): Promise<MfaState> {
  const [{ policy, factors }, sender] = await Promise.all([
    readSnapshot(tenant, ["policy", "factors"]),
    readPresentSender(tenant, experience),
  ]);
  // Auth0 does not report them while the factor is off.
  const deliveryMethods = isOn(factors, phoneFactor)
    ? (await readSnapshot(tenant, ["messageTypes"])).messageTypes
    : undefined;
  return { policy, factors: factorsOf(factors), deliveryMethods, sender };
}

/** The tenant's current sender. */
export async function readPresentSender(
  tenant: TenantReader,
  experience: PhoneExperience,
): Promise<MfaState["sender"]> {
  const unknown = {
    tenant: { experience, friendlyName: undefined },
    policy: "",
    factors: [],
    messageTypes: [],
  };
  if (experience === "unified") {
    const { phoneProviders } = await readSnapshot(tenant, ["phoneProviders"]);
    const isAction = phoneProviders.some(({ name }) => name === customProvider);
    const { providerActions = [] } = isAction ? await readSnapshot(tenant, ["providerActions"]) : {};
    return mfaStateOf({ ...unknown, phoneProviders, providerActions }).sender;
  }
  const { legacySender } = await readSnapshot(tenant, ["legacySender"]);
  const actions =
    legacySender.selected === legacyHook
      ? await readSnapshot(tenant, ["messageActions", "messageBindings"])
      : {};
  const { sender } = mfaStateOf({ ...unknown, legacySender, ...actions });
  // A legacy tenant's sender has no delivery methods of its own: it supports all that its kind supports.
  return typeof sender === "object" && sender.kind !== undefined
    ? { ...sender, deliveryMethods: supportedBy[sender.kind] }
    : sender;
}
