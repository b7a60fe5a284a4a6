/** When Auth0 asks for a second factor: at every login, when a login looks risky, or never. */
export type MfaPolicy = "always" | "adaptive" | "never";

/** The policies, weakest first. */
export const policies: readonly MfaPolicy[] = ["never", "adaptive", "always"];

/** Each policy as Auth0's dashboard shows it. */
export const policyLabels = {
  always: "Always",
  adaptive: "Adaptive",
  never: "Never",
} as const satisfies Record<MfaPolicy, string>;

/**
 * Each policy as Auth0's provider takes it. The Management API uses the same names and an empty list for
 * Never.
 */
const wireNames = {
  always: "all-applications",
  adaptive: "confidence-score",
  never: "never",
} as const satisfies Record<MfaPolicy, string>;

/** A policy as Auth0's provider takes it. */
export const policyToWire = (policy: MfaPolicy): string => wireNames[policy];

/** The policy that Auth0's provider names so; `undefined` for a name that this product does not know. */
export const policyFromWire = (name: unknown): MfaPolicy | undefined =>
  policies.find((policy) => wireNames[policy] === name);

/** The policy that Auth0's provider names so, as the dashboard shows it; a policy that this product does not know keeps Auth0's name. */
export function policyLabel(name: string): string {
  const policy = policyFromWire(name);
  return policy === undefined ? name : policyLabels[policy];
}

/** What the configuration calls it; a policy that this product does not know keeps Auth0's name. */
export const policyNamed = (name: string): string => policyFromWire(name) ?? name;

/** The tenant's policy by the Management API's list of it, which is empty for Never. */
export const policyOfList = ([name = wireNames.never]: readonly string[]): string => policyNamed(name);

/** A policy as the Management API takes it. */
export const policyToList = (policy: MfaPolicy): string[] => (policy === "never" ? [] : [wireNames[policy]]);

/** How strong a policy is, from 0 for Never; `undefined` for a policy that this product does not know. */
export function strengthOf(policy: string | undefined): number | undefined {
  const place = (policies as readonly (string | undefined)[]).indexOf(policy);
  return place < 0 ? undefined : place;
}

/** Whether `policy` is weaker than `other`. A policy that this product does not know is not compared. */
export function isWeaker(policy: string | undefined, other: string | undefined): boolean {
  const [strength, otherStrength] = [strengthOf(policy), strengthOf(other)];
  return strength !== undefined && otherStrength !== undefined && strength < otherStrength;
}
