import { customProvider } from "../../../mfa/actionSenders.ts";
import type { DeclaredSender } from "../../../senders/Sender.ts";
import type { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import type { PhoneProvider } from "../../../tenant/readers/phoneProviders.ts";
import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import { readSnapshot } from "../../../tenant/readers/snapshot.ts";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compare, compareSets } from "../../../findings/Comparison.ts";
import type { Declared } from "../Declared.ts";
import { declaredSender, isAfterLastUp, trial } from "../Declared.ts";
import { compareAction, findOurs } from "./action.ts";
import { pendingCredentials } from "./pendingCredentials.ts";

/** The Actions are read only if the sender is an Action. */
export function readUnified(api: ManagementApi, declared: Declared): Promise<Partial<Snapshot>> {
  return readSnapshot(
    api,
    declaredSender(declared)?.action ? ["phoneProviders", "providerActions"] : ["phoneProviders"],
  );
}

/** A unified tenant's one phone provider. */
export function compareUnifiedSender(
  declared: Declared,
  { phoneProviders = [], providerActions = [] }: Partial<Snapshot>,
  clockSkew?: number,
): Comparison[] {
  const wanted = declaredSender(declared);
  if (wanted === undefined) return [];
  const [provider, ...others] = phoneProviders;
  if (provider === undefined)
    return [
      compare("sender", "sender", wanted.kind, "none", { note: "no message can be sent" }),
      ...compareAction(declared, providerActions, clockSkew),
    ];
  const isOurs = findOurs(declared, providerActions) !== undefined;
  const actual = provider.name === customProvider ? customSender(isOurs, wanted.kind) : provider.name;
  const more = others.map(({ name, id }) =>
    compare("sender", "second provider", "none", `${name} (${id})`, {
      note: "a tenant should have only one; it is unknown which one sends",
      fix: "Delete the one that is not the stack's.",
    }),
  );
  return [
    compare("sender", "sender", wanted.kind, actual),
    compare("sender", "provider", "on", provider.disabled ? "disabled" : "on", {
      note: "no message can be sent",
    }),
    ...more,
    ...compareConfiguration(declared, wanted.provider.configuration, provider),
    ...(wanted.provider.credentials.authToken === undefined
      ? []
      : [compareToken(declared, provider, clockSkew)]),
    ...compareAction(declared, providerActions, clockSkew),
  ];
}

/** The tenant records only that an Action sends. Its name tells whether it is the stack's. */
const customSender = (isOurs: boolean, kind: string): string =>
  isOurs ? kind : "an Action that is not the stack's";

function compareConfiguration(
  { messagingServiceSid }: Declared,
  { deliveryMethods, sid, defaultFrom, mssid }: DeclaredSender["provider"]["configuration"],
  provider: PhoneProvider,
): Comparison[] {
  const methods = compareSets("sender", "delivery methods", deliveryMethods, provider.deliveryMethods);
  if (sid === undefined) return [methods];
  return [
    methods,
    compareText("account SID", sid, provider.sid),
    compareText(
      "from",
      defaultFrom ?? mssid ?? messagingServiceSid,
      provider.from ?? provider.messagingServiceSid,
    ),
  ];
}

/**
 * Auth0 does not return the token: the only visible sign is that the provider was written after the last
 * `up`.
 */
function compareToken(declared: Declared, { updatedAt }: PhoneProvider, clockSkew?: number): Comparison {
  if (declared.haveCredentialsChanged) return pendingCredentials("Auth Token");
  const changed = isAfterLastUp(declared, updatedAt, clockSkew);
  return compare("sender", "Auth Token", "the stack's", changed ? "may differ" : "the stack's", {
    note: `the provider was changed ${updatedAt?.toISOString() ?? ""}, after the last update; Auth0 does not return the token`,
    fix: `${trial(declared)} shows whether it works. If it does not, set it in the dashboard, or rotate it.`,
  });
}

/** An optional setting of the sender. */
export const compareText = (setting: string, declared: unknown, actual: string | undefined): Comparison =>
  compare("sender", setting, typeof declared === "string" ? declared : "none", actual ?? "none");
