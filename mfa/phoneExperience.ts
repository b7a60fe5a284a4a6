/**
 * `unified`: tenants created since March 2025, and those that switched. `legacy`: the tenants that both
 * guides describe.
 */
export const phoneExperiences = ["unified", "legacy"] as const;

export type PhoneExperience = (typeof phoneExperiences)[number];
