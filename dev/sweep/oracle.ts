import { phoneFactor } from "../../mfa/factors.ts";
import { lockOutsIn } from "../../mfa/MfaState.ts";
import { obstacleWords } from "../../mfa/obstacleWords.ts";
import { isWeaker, policyOfList } from "../../mfa/policies.ts";
import type { TenantState } from "../../sandbox/index.ts";
import type { Accounts } from "./mfaState.ts";
import { mfaStateOf } from "./mfaState.ts";

/** The changes that an operation may make. */
export interface Asked {
  accounts: Accounts;
  /** The tenant before the operation. */
  before: TenantState;
  policy: "always" | "never";
  /** Other factors that it may turn on or off. */
  factors: readonly string[];
  /** Ids of unrelated applications and Actions. */
  unrelated: ReadonlySet<string>;
}

/** What a user or an unrelated application would experience now and must not; empty if all is well. */
export function judge(state: TenantState, asked: Asked): string[] {
  return [...lockOut(state, asked.accounts), ...weakened(state, asked), ...disturbed(state, asked)];
}

/** Auth0 asks for a code that at least one delivery method can't deliver. */
function lockOut(state: TenantState, accounts: Accounts): string[] {
  return lockOutsIn(mfaStateOf(state, accounts)).map(
    (obstacle) => `MFA is required, and ${obstacleWords(obstacle)}`,
  );
}

/** Users are less protected than before, although nobody asked for it. */
function weakened(state: TenantState, { accounts, before, policy, unrelated }: Asked): string[] {
  const [now, then] = [state, before].map(({ guardian }) => policyOfList(guardian.policies));
  const lowered = isWeaker(now, then) && isWeaker(now, policy);
  const urls = state.clients
    .filter(({ client_id, app_type }) => app_type === "spa" && !unrelated.has(client_id))
    .flatMap((client) =>
      ["callbacks", "allowed_logout_urls", "web_origins"].flatMap((list) => client[list] ?? []),
    );
  const other = urls.find((url): url is string => typeof url === "string" && !accounts.urls.includes(url));
  return [
    ...(lowered ? [`the MFA policy was lowered to ${now}`] : []),
    ...(other === undefined ? [] : [`the application takes the URL ${other}`]),
  ];
}

/** Something unrelated has changed. */
function disturbed(state: TenantState, asked: Asked): string[] {
  const now = others(state, asked);
  return Object.entries(others(asked.before, asked))
    .filter(([what, value]) => JSON.stringify(now[what]) !== JSON.stringify(value))
    .map(([what]) => `unrelated ${what} changed`);
}

function others(state: TenantState, { unrelated, factors }: Asked): Record<string, unknown> {
  return {
    applications: state.clients.filter(({ client_id }) => unrelated.has(client_id)),
    Actions: state.actions.filter(({ id }) => unrelated.has(id)),
    bindings: Object.entries(state.bindings).flatMap(([trigger, bound]) =>
      bound
        .filter(({ action_id }) => unrelated.has(action_id))
        .map(({ action_id }) => `${trigger} ${action_id}`),
    ),
    factors: Object.entries(state.guardian.factors).filter(
      ([name]) => name !== phoneFactor && !factors.includes(name),
    ),
    settings: state.settings,
    users: state.users,
  };
}
