import { ListedErrors, messageOf } from "../../bridge/errors.ts";
import { isProperties, type Properties, type Value } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";
import { duoFactor } from "./guardianDuo.ts";
import { enable, plainFactor, type Factor } from "./guardianFactor.ts";
import { guardianFields, webauthnPlatform, webauthnRoaming } from "./guardianFields.ts";
import { phoneFactor } from "./guardianPhone.ts";
import { pushFactor } from "./guardianPush.ts";
import { webauthnFactor } from "./guardianWebauthn.ts";
import { uniqueId, type Change, type Resource } from "../../bridge/lifecycle/resource.ts";

/** The factors by their properties, in the order in which the official provider updates them. */
const factors: Readonly<Record<string, Factor>> = {
  email: plainFactor("email", "email"),
  otp: plainFactor("otp", "otp"),
  recoveryCode: plainFactor("recoveryCode", "recovery-code"),
  phone: phoneFactor,
  webauthnRoaming: webauthnFactor("webauthnRoaming", "webauthn-roaming", webauthnRoaming),
  webauthnPlatform: webauthnFactor("webauthnPlatform", "webauthn-platform", webauthnPlatform),
  duo: duoFactor,
  push: pushFactor,
};

/**
 * The factors that a delete turns off, regardless of what was there before, in the official provider's order.
 */
const deletedFactors = [
  "sms",
  "email",
  "otp",
  "recovery-code",
  "webauthn-roaming",
  "webauthn-platform",
  "duo",
  "push-notification",
];

/** The tenant's MFA policy and its factors. */
export const guardian: Resource<ManagementApi> = {
  fields: guardianFields,

  async create(change, keep) {
    keep(uniqueId());
    await write(change);
  },

  update: write,

  async read({ api, state }) {
    const policies = await api.send("GET", "/guardian/policies");
    const read: Properties = { policy: Array.isArray(policies) ? (policies[0] ?? "never") : "never" };
    const listed = await api.send("GET", "/guardian/factors");
    for (const each of Array.isArray(listed) ? listed.filter(isProperties) : []) {
      Object.assign(read, await readFactor(api, each, state));
    }
    return read;
  },

  async delete({ api }) {
    await tryAll([
      () => api.send("PUT", "/guardian/policies", []),
      ...deletedFactors.map((factor) => () => enable(api, factor, false)),
    ]);
  },
};

/** The policy is written first, and each later step runs even if one failed (terraform-provider-auth0). */
async function write(change: Change<ManagementApi>): Promise<void> {
  const { api, planned, changed } = change;
  const steps: (() => Promise<unknown>)[] = [];
  if (changed("policy")) {
    const policies = planned["policy"] === "never" ? [] : [planned["policy"] ?? null];
    steps.push(() => api.send("PUT", "/guardian/policies", policies));
  }
  for (const [property, factor] of Object.entries(factors)) {
    if (changed(property)) steps.push(() => factor.update(change));
  }
  await tryAll(steps);
}

async function tryAll(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: string[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (thrown) {
      failures.push(messageOf(thrown));
    }
  }
  if (failures.length > 0) throw new ListedErrors(failures);
}

/** The property for a factor in the tenant's list; unknown factors are omitted. */
async function readFactor(
  api: ManagementApi,
  { name, enabled }: Properties,
  state: Properties,
): Promise<Record<string, Value>> {
  const found = Object.entries(factors).find(([, factor]) => factor.name === name);
  if (found === undefined) return {};
  const [property, factor] = found;
  return { [property]: await factor.read(api, enabled === true, state) };
}
