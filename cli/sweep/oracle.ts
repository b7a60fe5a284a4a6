import { plivoActionCode } from "../../actions/plivo.ts";
import type { TenantState } from "../../sandbox/index.ts";
import { senderOf } from "../../sandbox/auth0/messages/sender.ts";
import type { Sender } from "../../sandbox/auth0/messages/sender.ts";

/** What the world's accounts take: a message leaves only with these. */
export interface Accounts {
  twilio: { accountSid: string; tokens: readonly string[] };
  plivo: { authId: string; tokens: readonly string[]; from: string };
  /** The application's URLs: no other may be allowed at any moment. */
  urls: readonly string[];
}

/** What an operation may make of the tenant. */
export interface Asked {
  accounts: Accounts;
  /** The tenant as it was before. */
  before: TenantState;
  policy: "always" | "never";
  /** Ids of applications and Actions that are not the stack's. */
  foreign: ReadonlySet<string>;
}

/** What a user, or somebody else's application, would meet now and must not; empty where all is well. */
export function judge(state: TenantState, asked: Asked): string[] {
  return [...lockOut(state, asked.accounts), ...weakened(state, asked), ...disturbed(state, asked)];
}

/** Auth0 asks for a code, and in some way that it offers none can come. */
function lockOut(state: TenantState, accounts: Accounts): string[] {
  const { policies, factors, messageTypes } = state.guardian;
  if (policies.length === 0) return [];
  const because = (why: string) => [`MFA is required, and ${why}`];
  if (factors["sms"] !== true) return because("the phone factor is off");
  if (messageTypes.length === 0) return because("the phone factor sends in no way");
  return messageTypes.flatMap((type) => {
    const fault = faultOf(senderOf(state, type === "voice" ? "voice" : "sms"), accounts);
    return fault === undefined ? [] : because(`no ${type} can leave: ${fault}`);
  });
}

function faultOf(sender: Sender, { twilio, plivo }: Accounts): string | undefined {
  if (sender.kind === "none") return sender.reason;
  if (sender.kind === "auth0") return "nobody sends";
  if (sender.kind === "twilio") {
    if (sender.accountSid !== twilio.accountSid || !twilio.tokens.includes(sender.authToken))
      return "Twilio would refuse the credentials";
    return sender.from === undefined && sender.service === undefined ? "Twilio has no number" : undefined;
  }
  if (sender.version["code"] !== plivoActionCode) return "the deployed Action has other code";
  const secret = (name: string) => sender.version.secrets.find((one) => one.name === name)?.value ?? "";
  const isKnown =
    secret("PLIVO_AUTH_ID") === plivo.authId && plivo.tokens.includes(secret("PLIVO_AUTH_TOKEN"));
  return isKnown && secret("PLIVO_FROM") === plivo.from ? undefined : "Plivo would refuse the credentials";
}

/** What protects users is weaker than before, though nobody asked for it. */
function weakened(state: TenantState, { accounts, before, policy, foreign }: Asked): string[] {
  const wanted = policy === "always" ? 2 : 0;
  const lowered = rank(state.guardian.policies) < Math.min(rank(before.guardian.policies), wanted);
  const urls = state.clients
    .filter(({ client_id, app_type }) => app_type === "spa" && !foreign.has(client_id))
    .flatMap((client) =>
      ["callbacks", "allowed_logout_urls", "web_origins"].flatMap((list) => client[list] ?? []),
    );
  const other = urls.find((url): url is string => typeof url === "string" && !accounts.urls.includes(url));
  return [
    ...(lowered ? [`the MFA policy was lowered to ${state.guardian.policies[0] ?? "never"}`] : []),
    ...(other === undefined ? [] : [`the application takes the URL ${other}`]),
  ];
}

const rank = (policies: readonly string[]): number =>
  policies.includes("all-applications") ? 2 : policies.includes("confidence-score") ? 1 : 0;

/** What is not the stack's is not as it was. */
function disturbed(state: TenantState, { before, foreign }: Asked): string[] {
  const now = others(state, foreign);
  return Object.entries(others(before, foreign))
    .filter(([what, value]) => JSON.stringify(now[what]) !== JSON.stringify(value))
    .map(([what]) => `somebody else's ${what} changed`);
}

function others(state: TenantState, foreign: ReadonlySet<string>): Record<string, unknown> {
  return {
    applications: state.clients.filter(({ client_id }) => foreign.has(client_id)),
    Actions: state.actions.filter(({ id }) => foreign.has(id)),
    bindings: Object.entries(state.bindings).flatMap(([trigger, bound]) =>
      bound
        .filter(({ action_id }) => foreign.has(action_id))
        .map(({ action_id }) => `${trigger} ${action_id}`),
    ),
    factors: Object.entries(state.guardian.factors).filter(([name]) => name !== "sms"),
    settings: state.settings,
    users: state.users,
  };
}
