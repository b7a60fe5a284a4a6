import { fromProviderMethod } from "./deliveryMethods.ts";
import { phoneFactor } from "./factors.ts";
import type { MfaSender, MfaState } from "./MfaState.ts";
import { policyNamed } from "./policies.ts";

/** A resource of a Pulumi program: declared, previewed or in the state. */
export interface MfaResource {
  /** The last part of its type: `Guardian`. */
  kind: string;
  name: string;
  properties: Readonly<Record<string, unknown>>;
}

/** A resource that is known not to exist: not created yet, or deleted. */
export type AbsentResource = Pick<MfaResource, "kind" | "name">;

/**
 * What users meet if a tenant is as these resources declare it. What no resource declares is not known, unless its resource is known
 * to be absent.
 */
export function mfaStateOfResources(
  resources: readonly MfaResource[],
  absent: readonly AbsentResource[] = [],
): MfaState {
  const factor = find(resources, "Guardian", "factor");
  const phone = valueAt(factor, "phone");
  return {
    policy: policyOf(resources, absent),
    factors: { [phoneFactor]: isPhoneOn(factor, phone, absent) },
    deliveryMethods: textsOf(propertyOf(phone, "messageTypes")),
    sender: senderOf(resources, phone, absent),
  };
}

function policyOf(resources: readonly MfaResource[], absent: readonly AbsentResource[]): string | undefined {
  const policy = find(resources, "Guardian", "policy");
  if (policy === undefined) return find(absent, "Guardian", "policy") && "never";
  const name = policy.properties["policy"];
  return policyNamed(typeof name === "string" ? name : "never");
}

function isPhoneOn(
  factor: MfaResource | undefined,
  phone: unknown,
  absent: readonly AbsentResource[],
): boolean | undefined {
  if (factor === undefined) return find(absent, "Guardian", "factor") && false;
  return propertyOf(phone, "enabled") !== false;
}

/** A legacy tenant's factor names its sender; a unified tenant has a phone provider. */
function senderOf(
  resources: readonly MfaResource[],
  phone: unknown,
  absent: readonly AbsentResource[],
): MfaSender | "none" | undefined {
  const legacy = propertyOf(phone, "provider");
  if (typeof legacy === "string" && legacy !== "")
    return legacy === "phone-message-hook" ? { action: actionIn(resources, isBound(resources)) } : {};
  const provider = resources.find(({ kind }) => kind === "PhoneProvider");
  if (provider === undefined) return absent.some(({ kind }) => kind === "PhoneProvider") ? "none" : undefined;
  return {
    disabled: provider.properties["disabled"] === true,
    deliveryMethods: textsOf(propertyOf(valueAt(provider, "configuration"), "deliveryMethods"))?.map(
      fromProviderMethod,
    ),
    // The flow `custom-phone-provider` takes the Action that is deployed.
    action: provider.properties["name"] === "custom" ? actionIn(resources, true) : undefined,
  };
}

const actionIn = (resources: readonly MfaResource[], bound: boolean): MfaSender["action"] => ({
  deployed: resources.some(({ kind, properties }) => kind === "Action" && properties["deploy"] !== false),
  bound,
});

const isBound = (resources: readonly MfaResource[]): boolean =>
  resources.some(({ kind }) => kind === "TriggerAction" || kind === "TriggerActions");

function find<One extends AbsentResource>(all: readonly One[], kind: string, name: string): One | undefined {
  return all.find((one) => one.kind === kind && one.name === name);
}

const valueAt = (resource: MfaResource | undefined, property: string): unknown =>
  resource?.properties[property];

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const textsOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? [...new Set(value.filter((item) => typeof item === "string"))] : undefined;
