import { at, textsAt } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

// The parts of a tenant among a stack's resources, by the names that the program gives them.

/** The Guardian that owns one of the tenant's two settings. */
export const isGuardian = ({ kind, name }: Pick<Declared, "kind" | "name">, owner: Owner): boolean =>
  kind === "Guardian" && name === owner;

type Owner = "factor" | "policy";

export const guardianOf = (all: readonly Declared[], owner: Owner): Declared | undefined =>
  all.find((one) => isGuardian(one, owner));

export const providerOf = (all: readonly Declared[]): Declared | undefined =>
  all.find((one) => one.kind === "PhoneProvider");

/** Whether the stack itself asks users for a code. */
export function requiresMfa(all: readonly Declared[]): boolean {
  const policy = guardianOf(all, "policy");
  return policy !== undefined && (at(policy, "policy") ?? "never") !== "never";
}

/** The ways a code is sent, as the factor has them: sms, voice. */
export const deliveryOf = (factor: Declared): string[] => textsAt(factor, "phone", "messageTypes");

/** Whether the tenant is of the legacy phone experience, where the factor holds the sender. */
export const isLegacy = (factor: Declared | undefined): boolean =>
  factor !== undefined && at(factor, "phone", "provider") !== undefined;
