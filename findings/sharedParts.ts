import type { Part } from "../configuration/parts.ts";
import { parts } from "../configuration/parts.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import { types } from "./PartFinding.ts";
import type { Import } from "./PartFinding.ts";

/** Parts that a tenant has only one of: two stacks that manage one overwrite each other. */
export const sharedParts = parts.filter((part) => part !== "application");

/** Another stack of the same tenant. */
export interface StackBeside {
  name: string;
  /** What it manages of the shared parts. */
  managed: readonly Part[];
  /** The existing applications whose URLs it manages. */
  clientIds: readonly string[];
}

/** What follows if two stacks manage a part, and what to do. */
export const overlap =
  "Each stack's update overwrites what the other one has set, and a destroy of either removes it for both. List in manage of each stack only what that stack should manage.";

/** The same for an application. */
export const clientOverlap =
  "Each stack's update overwrites the other one's URLs. Set manageUrls of the application to false in one of the stacks.";

/** The resource that holds a shared part. On a legacy tenant, one resource holds all of them. */
export function holderOf(part: Part, experience: PhoneExperience): Pick<Import, "type" | "name"> {
  if (part === "sender" && experience === "unified") return { type: types.provider, name: "sender" };
  if (part === "messages" && experience === "unified") return { type: types.template, name: "enrollment" };
  return { type: types.guardian, name: "mfa" };
}
