import type { DataFunction } from "../bridge/functions/function.ts";
import type { Resource } from "../bridge/lifecycle/resource.ts";
import type { ManagementApi } from "./tenant/api.ts";

/** One line registers a type of resource; its file is loaded when the program first uses one. */
const resources: Readonly<Record<string, () => Promise<Resource<ManagementApi>>>> = {
  "action:Action": async () => (await import("./resources/action.ts")).action,
  "client:Client": async () => (await import("./resources/client.ts")).client,
  "guardian:Guardian": async () => (await import("./resources/guardian.ts")).guardian,
  "phoneNotificationTemplate:PhoneNotificationTemplate": async () =>
    (await import("./resources/phoneNotificationTemplate.ts")).phoneNotificationTemplate,
  "phoneProvider:PhoneProvider": async () => (await import("./resources/phoneProvider.ts")).phoneProvider,
  "triggerAction:TriggerAction": async () => (await import("./resources/triggerAction.ts")).triggerAction,
  "triggerActions:TriggerActions": async () => (await import("./resources/triggerActions.ts")).triggerActions,
};

const functions: Readonly<Record<string, () => Promise<DataFunction<ManagementApi>>>> = {
  "getAction:getAction": async () => (await import("./functions/getAction.ts")).getAction,
  "getClient:getClient": async () => (await import("./functions/getClient.ts")).getClient,
  "getTenant:getTenant": async () => (await import("./functions/getTenant.ts")).getTenant,
};

const prefix = "auth0:index/";

/** The resource for a type token, such as `auth0:index/client:Client`. */
export async function resourceOf(type: string): Promise<Resource<ManagementApi>> {
  const load = type.startsWith(prefix) ? resources[type.slice(prefix.length)] : undefined;
  if (!load) throw new Error(lacking(type));
  return load();
}

/** The function for a token, such as `auth0:index/getTenant:getTenant`. */
export async function functionOf(token: string): Promise<DataFunction<ManagementApi>> {
  const load = token.startsWith(prefix) ? functions[token.slice(prefix.length)] : undefined;
  if (!load) throw new Error(lacking(token));
  return load();
}

function lacking(token: string): string {
  return `The local auth0 plugin does not have ${token.split(":").at(-1) ?? token}; install the official one.`;
}
