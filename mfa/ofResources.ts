import { customProvider, legacyHook } from "./actionSenders.ts";
import { fromProviderMethod } from "./deliveryMethods.ts";
import { guardianProperties, otherFactorNames, phoneFactor } from "./factors.ts";
import { loginTrigger, mayRequireMfaByCode } from "./mfaActions.ts";
import type { MfaSender, MfaState } from "./MfaState.ts";
import { policyNamed } from "./policies.ts";

/** A resource of a Pulumi program: declared, previewed or in the state. */
export interface MfaResource {
  /** The last part of its type: `Guardian`. */
  kind: string;
  name: string;
  properties: Readonly<Record<string, unknown>>;
  /** The properties whose changes the program ignores. */
  ignored?: readonly string[];
}

/** A resource that is known not to exist: not created yet, or deleted. */
export type AbsentResource = Pick<MfaResource, "kind" | "name">;

/**
 * The MFA state that these resources declare. What no resource declares is unknown, unless its resource is
 * known to be absent.
 */
export function mfaStateOfResources(
  resources: readonly MfaResource[],
  absent: readonly AbsentResource[] = [],
): MfaState {
  const guardian = find(resources, "Guardian");
  const phone = isIgnored(guardian, "phone") ? undefined : valueAt(guardian, "phone");
  const isAbsent = guardian === undefined && find(absent, "Guardian") !== undefined;
  return {
    policy: guardian === undefined ? (isAbsent ? "never" : undefined) : policyOf(guardian),
    factors: {
      [phoneFactor]:
        guardian === undefined ? (isAbsent ? false : undefined) : isFactorOn(guardian, "phone", true),
      ...otherFactorsOf(guardian),
    },
    deliveryMethods: textsOf(propertyOf(phone, "messageTypes")),
    sender: senderOf(resources, phone, absent),
    ...mfaActionsIn(resources),
  };
}

/** The program's own deployed Actions that may require MFA, if an Action is bound to the login flow. */
function mfaActionsIn(resources: readonly MfaResource[]): Pick<MfaState, "mfaActions"> {
  const isBoundToLogin = resources.some(
    ({ kind, properties }) =>
      (kind === "TriggerAction" || kind === "TriggerActions") && properties["trigger"] === loginTrigger,
  );
  const mfaActions = resources
    .filter(({ kind, properties }) => {
      const { supportedTriggers, code, deploy } = properties;
      const isOfLogin = propertyOf(supportedTriggers, "id") === loginTrigger;
      return kind === "Action" && isOfLogin && deploy !== false && mayRequireMfaByCode(String(code));
    })
    .map(({ properties, name }) => (typeof properties["name"] === "string" ? properties["name"] : name));
  return isBoundToLogin && mfaActions.length > 0 ? { mfaActions } : {};
}

/**
 * What a Guardian says about the other factors. Without a Guardian they are managed elsewhere, and unknown.
 */
const otherFactorsOf = (guardian: MfaResource | undefined): MfaState["factors"] =>
  guardian === undefined
    ? {}
    : Object.fromEntries(
        otherFactorNames.map((factor) => {
          const { property, isObject } = guardianProperties[factor];
          return [factor, isFactorOn(guardian, property, isObject)];
        }),
      );

/**
 * Whether a Guardian has a factor on. A factor that is neither declared nor ignored counts as off
 * (docs/decisions/0028). The value of an ignored factor may be outdated.
 */
function isFactorOn(guardian: MfaResource, property: string, isObject: boolean): boolean | undefined {
  if (isIgnored(guardian, property)) return undefined;
  const value = valueAt(guardian, property);
  return isObject ? value !== undefined && propertyOf(value, "enabled") !== false : value === true;
}

const isIgnored = (guardian: MfaResource | undefined, property: string): boolean =>
  guardian?.ignored?.includes(property) === true;

function policyOf(guardian: MfaResource): string {
  const name = guardian.properties["policy"];
  return policyNamed(typeof name === "string" ? name : "never");
}

/** A legacy tenant's factor names its sender; a unified tenant has a phone provider. */
function senderOf(
  resources: readonly MfaResource[],
  phone: unknown,
  absent: readonly AbsentResource[],
): MfaSender | "none" | undefined {
  const legacy = propertyOf(phone, "provider");
  if (typeof legacy === "string" && legacy !== "")
    return legacy === legacyHook ? { action: actionIn(resources, isBound(resources)) } : {};
  const provider = find(resources, "PhoneProvider");
  if (provider === undefined) return find(absent, "PhoneProvider") && "none";
  return {
    disabled: provider.properties["disabled"] === true,
    deliveryMethods: textsOf(propertyOf(valueAt(provider, "configuration"), "deliveryMethods"))?.map(
      fromProviderMethod,
    ),
    // The flow `custom-phone-provider` uses the deployed Action.
    action: provider.properties["name"] === customProvider ? actionIn(resources, true) : undefined,
  };
}

const actionIn = (resources: readonly MfaResource[], bound: boolean): MfaSender["action"] => ({
  deployed: resources.some(({ kind, properties }) => kind === "Action" && properties["deploy"] !== false),
  bound,
});

const isBound = (resources: readonly MfaResource[]): boolean =>
  resources.some(({ kind }) => kind === "TriggerAction" || kind === "TriggerActions");

const find = <One extends AbsentResource>(all: readonly One[], kind: string): One | undefined =>
  all.find((one) => one.kind === kind);

const valueAt = (resource: MfaResource | undefined, property: string): unknown =>
  resource?.properties[property];

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const textsOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? [...new Set(value.filter((item) => typeof item === "string"))] : undefined;
