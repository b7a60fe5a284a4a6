import type { Comparison } from "../../../findings/Comparison.ts";
import { compare } from "../../../findings/Comparison.ts";

/** Credentials that the configuration has, and that no `pulumi up` has sent yet. */
export const pendingCredentials = (setting: string): Comparison => ({
  ...compare("sender", setting, "the configuration's", "different"),
  isPending: true,
});
