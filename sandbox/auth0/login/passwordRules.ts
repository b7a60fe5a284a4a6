import { passwordStrength } from "../management/passwordStrength.ts";
import type { Kind } from "../management/passwordStrength.ts";
import type { ConnectionRecord } from "../state/tenantState.ts";

const names: Record<Kind, string> = {
  lowercase: "Lower case letters (a-z)",
  uppercase: "Upper case letters (A-Z)",
  number: "Numbers (0-9)",
  special: "Special characters (e.g. !@#$%^&*)",
};

/**
 * The connection's password requirements, in Auth0's words
 * [authenticate/database-connections/password-strength].
 */
export function passwordRules(connection: ConnectionRecord): string[] {
  const { minimum, kinds, kindsNeeded, blocksIdentical, blocksSequences } = passwordStrength(connection);
  const named = kinds.map((kind) => names[kind]);
  return [
    `At least ${minimum} character${minimum === 1 ? "" : "s"}`,
    ...(kindsNeeded < kinds.length ? [`At least ${kindsNeeded} of the following:`] : []),
    ...named,
    ...(blocksIdentical ? ["No more than 2 identical characters in a row"] : []),
    ...(blocksSequences ? ["No 3 characters in sequence (e.g. abc, 321)"] : []),
  ];
}
