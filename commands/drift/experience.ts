import type { TenantSettings } from "../../tenant/readers/tenantSettings.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Comparison } from "../../findings/Comparison.ts";
import { compare } from "../../findings/Comparison.ts";

/** Whether the tenant still has the phone experience that the stack was written for. */
export function compareExperience(settings: Settings, { experience }: TenantSettings): Comparison {
  return compare("tenant", "phone experience", settings.phoneExperience, experience, {
    note: "the sender and the messages are different resources there and were not compared",
    fix: `pulumi config set phoneExperience ${experience} (to move a tenant to the other experience, see docs/recipes.md)`,
  });
}
