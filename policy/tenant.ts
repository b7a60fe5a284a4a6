import type { MfaState } from "../mfa/MfaState.ts";
import { mfaStateOfResources } from "../mfa/ofResources.ts";
import { kindAndName } from "./Declared.ts";
import type { Declared } from "./Declared.ts";

/** Whether the stack manages the Guardian's policy. */
export const ownsPolicy = ({ kind, ignored }: Pick<Declared, "kind" | "ignored">): boolean =>
  kind === "Guardian" && !ignored.includes("policy");

/**
 * The MFA state when everything is as declared. A part that the stack has never declared is managed elsewhere
 * and unknown.
 * @param recorded URNs of the resources in the state
 */
export function mfaStateOf(all: readonly Declared[], recorded: readonly string[]): MfaState {
  const declared = new Set(all.map(({ urn }) => urn));
  return mfaStateOfResources(all, recorded.filter((urn) => !declared.has(urn)).map(kindAndName));
}
