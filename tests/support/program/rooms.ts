/**
 * The folders that the program and the policy pack load files from; tests/dependencies.test.ts sees to it
 * that they are all.
 */
export const programRooms = [
  "components",
  "configuration",
  "mfa",
  "policy",
  "senders",
  "settings",
  "tenant",
] as const;
