/** When Auth0 asks for a second factor: at every login, when a login looks risky, or never. */
export type MfaPolicy = "always" | "adaptive" | "never";

/** The policies, weakest first. */
export const policies: readonly MfaPolicy[] = ["never", "adaptive", "always"];

/** The dashboard's name for each policy. */
export const policyLabels = {
  always: "Always",
  adaptive: "Adaptive",
  never: "Never",
} as const satisfies Record<MfaPolicy, string>;

/**
 * The provider's name for each policy. The Management API uses the same names, and an empty list for Never.
 */
const wireNames = {
  always: "all-applications",
  adaptive: "confidence-score",
  never: "never",
} as const satisfies Record<MfaPolicy, string>;

/** The provider's name for a policy. */
export const policyToWire = (policy: MfaPolicy): string => wireNames[policy];

/** The policy for a provider's name; `undefined` for an unknown name. */
export const policyFromWire = (name: unknown): MfaPolicy | undefined =>
  policies.find((policy) => wireNames[policy] === name);

/**
 * The dashboard's name for a policy, from the configuration's name or the provider's. An unknown policy keeps
 * Auth0's name.
 */
export const policyLabel = (name: string): string =>
  (policyLabels as Readonly<Record<string, string>>)[policyNamed(name)] ?? name;

/** The configuration's name for the policy; an unknown policy keeps Auth0's name. */
export const policyNamed = (name: string): string => policyFromWire(name) ?? name;

/** The tenant's policy, from the Management API's list, which is empty for Never. */
export const policyOfList = ([name = wireNames.never]: readonly string[]): string => policyNamed(name);

/** The Management API's form of a policy. */
export const policyToList = (policy: MfaPolicy): string[] => (policy === "never" ? [] : [wireNames[policy]]);

/** The strength of a policy, from 0 for Never; `undefined` for an unknown policy. */
export function strengthOf(policy: string | undefined): number | undefined {
  const place = (policies as readonly (string | undefined)[]).indexOf(policy);
  return place < 0 ? undefined : place;
}

/** Whether `policy` is weaker than `other`. An unknown policy is not compared. */
export function isWeaker(policy: string | undefined, other: string | undefined): boolean {
  const [strength, otherStrength] = [strengthOf(policy), strengthOf(other)];
  return strength !== undefined && otherStrength !== undefined && strength < otherStrength;
}
