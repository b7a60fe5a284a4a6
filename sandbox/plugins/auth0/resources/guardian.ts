import { ListedErrors, messageOf } from "../../bridge/errors.ts";
import { isProperties, type Properties, type Value } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";
import { guardianFields } from "./guardianFields.ts";
import { readPhone, updatePhone } from "./guardianPhone.ts";
import { uniqueId, type Change, type Resource } from "../../bridge/lifecycle/resource.ts";

/** The factors that a delete turns off, whatever was there before, in the official provider's order. */
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

const simpleFactors = { email: "email", otp: "otp", recoveryCode: "recovery-code" } as const;

/** Factors of which the local plugin knows on and off, not their settings. */
const plainFactors = {
  webauthnRoaming: "webauthn-roaming",
  webauthnPlatform: "webauthn-platform",
  duo: "duo",
  push: "push-notification",
} as const;

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
    const factors = await api.send("GET", "/guardian/factors");
    for (const factor of Array.isArray(factors) ? factors.filter(isProperties) : []) {
      Object.assign(read, await readFactor(api, factor, state));
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

/** The policy goes first, and each later step runs even where one failed (terraform-provider-auth0). */
async function write(change: Change<ManagementApi>): Promise<void> {
  const { api, planned, changed } = change;
  const steps: (() => Promise<unknown>)[] = [];
  if (changed("policy")) {
    const policies = planned["policy"] === "never" ? [] : [planned["policy"] ?? null];
    steps.push(() => api.send("PUT", "/guardian/policies", policies));
  }
  for (const [name, factor] of Object.entries(simpleFactors)) {
    if (changed(name)) steps.push(() => enable(api, factor, planned[name] === true));
  }
  if (changed("phone")) steps.push(() => updatePhone(change));
  for (const [name, factor] of Object.entries(plainFactors)) {
    if (changed(name)) steps.push(() => updatePlainFactor(api, name, factor, change.inputs[name] ?? null));
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

async function updatePlainFactor(
  api: ManagementApi,
  name: string,
  factor: string,
  wanted: Value,
): Promise<void> {
  const settings = isProperties(wanted) ? Object.keys(wanted).filter((key) => key !== "enabled") : [];
  const enabled = isProperties(wanted) && wanted["enabled"] === true;
  await enable(api, factor, enabled);
  if (enabled && settings.length > 0) {
    throw new Error(
      `the local auth0 plugin does not have Guardian.${name}.${settings.join(", ")}; install the official one`,
    );
  }
}

async function readFactor(api: ManagementApi, factor: Properties, state: Properties): Promise<Properties> {
  const enabled = factor["enabled"] === true;
  for (const [property, name] of Object.entries(simpleFactors)) {
    if (factor["name"] === name) return { [property]: enabled };
  }
  if (factor["name"] === "sms") return { phone: await readPhone(api, enabled) };
  for (const [property, name] of Object.entries(plainFactors)) {
    if (factor["name"] === name) return { [property]: plainState(property, enabled, state) };
  }
  return {};
}

/** On or off with its settings empty, as the official provider shows a factor that is off. */
function plainState(property: string, enabled: boolean, state: Properties): Properties {
  const kept = state[property];
  const field = guardianFields[property];
  const names = field?.kind === "object" ? Object.entries(field.fields) : [];
  const empty = names.map(([name, { kind }]): [string, Value] => [
    name,
    kind === "bool" ? false : kind === "string" ? "" : null,
  ]);
  return { ...Object.fromEntries(empty), ...(enabled && isProperties(kept) ? kept : {}), enabled };
}

async function enable(api: ManagementApi, factor: string, enabled: boolean): Promise<void> {
  await api.send("PUT", `/guardian/factors/${factor}`, { enabled });
}
