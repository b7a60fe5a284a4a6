import type { ConnectionRecord } from "../state/tenantState.ts";

const kinds = [
  "At least 3 of the following:",
  "Lower case letters (a-z)",
  "Upper case letters (A-Z)",
  "Numbers (0-9)",
  "Special characters (e.g. !@#$%^&*)",
];

const rules: Record<string, string[]> = {
  none: ["At least 1 character"],
  low: ["At least 6 characters"],
  fair: ["At least 8 characters", "Lower case (a-z), upper case letters (A-Z) and numbers (0-9)"],
  good: ["At least 8 characters", ...kinds],
  excellent: ["At least 10 characters", ...kinds, "No more than 2 identical characters in a row"],
};

/**
 * What the connection's policy asks of a password, in Auth0's words
 * [authenticate/database-connections/password-strength].
 */
export function passwordRules({ options }: ConnectionRecord): string[] {
  const policy = options["passwordPolicy"];
  return rules[typeof policy === "string" ? policy : "good"] ?? [];
}
