import * as auth0 from "@pulumi/auth0";
import { deployedAgain } from "../actions/deployedAgain.ts";
import { plivoTriggers } from "../components/senders/plivo.ts";
import type { PhoneExperience } from "../components/terms.ts";

/**
 * The code to give to an Action so that it gets deployed.
 *
 * Auth0 keeps an Action whose deployment failed as a draft, and its provider deploys only what has changed: the same
 * code again would never run (measured on the official plugin). A draft therefore gets the code with one more line; an
 * Action that was deployed with that line keeps it, so that no preview shows a change.
 */
export async function deployableCode(experience: PhoneExperience, code: string): Promise<string> {
  const existing = await findAction(plivoTriggers[experience].actionName);
  if (!existing) return code;
  const again = deployedAgain(code);
  const isDeployed = existing.versionId !== undefined;
  return isDeployed === (existing.code === again) ? again : code;
}

/** `undefined` where there is none; any other failure of the look-up is one. */
async function findAction(name: string): Promise<Partial<auth0.GetActionResult> | undefined> {
  try {
    return await auth0.getAction({ name });
  } catch (error) {
    if (String(error).includes("No action found")) return undefined;
    throw error;
  }
}
