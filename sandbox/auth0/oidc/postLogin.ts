import { completedLogins } from "../logs/eventTypes.ts";
import type { EventType } from "../logs/eventTypes.ts";
import type { EventSubject, TenantLog } from "../logs/tenantLog.ts";
import { deployedVersion } from "../management/actionRecord.ts";
import type { TenantState } from "../state/tenantState.ts";

const trigger = "post-login";
const longestName = 64;

/**
 * Names of the Actions in the login flow, which Auth0 runs and the local tenant does not: those deployed and
 * bound to `post-login`. One may deny access or require MFA, so a login without it can end differently.
 */
export function actionsNotRun({ actions, bindings }: TenantState): string[] {
  return (bindings[trigger] ?? []).flatMap(({ action_id }) => {
    const action = actions.find(({ id }) => id === action_id);
    return action === undefined || deployedVersion(action) === undefined ? [] : [shown(action.name)];
  });
}

/** Makes foreign text safe for a page, a log and a terminal: one line, and not too long. */
function shown(name: string): string {
  const characters = Array.from(name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "?"));
  return characters.length <= longestName
    ? characters.join("")
    : `${characters.slice(0, longestName - 1).join("")}…`;
}

/**
 * Logs the Actions that a login skipped. Auth0 runs the flow when a user is authenticated, and when a refresh
 * token is exchanged [customize/actions/explore-triggers/signup-and-login-triggers/login-trigger].
 *
 * @param end the event with which the login ends
 */
export function logActionsNotRun(
  log: TenantLog,
  state: TenantState,
  end: EventType,
  subject: EventSubject,
): void {
  if (!completedLogins.includes(end)) return;
  for (const name of actionsNotRun(state)) {
    const ending = `"${name}" is bound and was not run`;
    log.write("w", subject, `The local tenant does not run Actions of ${trigger}: ${ending}`);
  }
}
