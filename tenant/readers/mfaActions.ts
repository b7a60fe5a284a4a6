import { givesAwayApi, loginTrigger, mayRequireMfaByCode } from "../../mfa/mfaActions.ts";
import type { TenantReader } from "../api/ManagementApi.ts";
import { CallFailure } from "../http/CallFailure.ts";
import { readActions } from "./actions.ts";
import type { Action } from "./actions.ts";
import { readBindings } from "./bindings.ts";

/**
 * The names of the deployed Actions in the login flow that may require MFA, regardless of the policy. If the
 * flow has no Action, this takes one call.
 */
export async function readMfaActions(api: TenantReader): Promise<string[]> {
  const bound = await readBindings(api, loginTrigger);
  if (bound.length === 0) return [];
  const actions = await readActions(api, loginTrigger);
  return actions
    .filter(({ id }) => bound.some(({ actionId }) => actionId === id))
    .filter(({ deployed }) => deployed !== undefined && mayRequireMfa(deployed))
    .map(({ name }) => name);
}

/** The code of what an Action depends on is not read. */
const mayRequireMfa = ({ code, dependencies }: Pick<Action, "code" | "dependencies">): boolean =>
  mayRequireMfaByCode(code) || (dependencies.length > 0 && givesAwayApi(code));

/** The same, or `undefined` if the token may not read Actions: stacks need that scope for nothing else. */
export async function readMfaActionsIfAllowed(api: TenantReader): Promise<string[] | undefined> {
  try {
    return await readMfaActions(api);
  } catch (error) {
    if (error instanceof CallFailure && error.kind === "scope") return undefined;
    throw error;
  }
}
