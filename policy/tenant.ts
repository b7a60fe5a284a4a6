import type { MfaState } from "../mfa/MfaState.ts";
import { mfaStateOfResources } from "../mfa/ofResources.ts";
import { kindAndName } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

/** Whether the Guardian is the stack's as far as the policy goes. */
export const ownsPolicy = ({ kind, ignored }: Pick<Declared, "kind" | "ignored">): boolean =>
  kind === "Guardian" && !ignored.includes("policy");

/**
 * What users meet when all is as declared. A part that the stack has never declared belongs to somebody else
 * and is not known.
 *
 * @param recorded URNs of what the state holds
 */
export function mfaStateOf(all: readonly Declared[], recorded: readonly string[]): MfaState {
  const declared = new Set(all.map(({ urn }) => urn));
  return mfaStateOfResources(all, recorded.filter((urn) => !declared.has(urn)).map(kindAndName));
}
