import type { TenantSettings } from "../../tenant/readers/tenantSettings.ts";
import { configCommand, set } from "../../configuration/problems.ts";
import type { Comparison } from "../../findings/Comparison.ts";
import type { Declared } from "./Declared.ts";
import { compare } from "../../findings/Comparison.ts";

/** Whether the tenant still has the phone experience that the stack was written for. */
export function compareExperience({ stack, settings }: Declared, { experience }: TenantSettings): Comparison {
  return compare("tenant", "phone experience", settings.phoneExperience, experience, {
    note: "the sender and the messages are different resources there and were not compared",
    fix: `${configCommand(set("phoneExperience", experience), stack)} (to move a tenant to the other experience, see docs/recipes.md)`,
  });
}
