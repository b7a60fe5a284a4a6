import type { TenantLog } from "../logs/tenantLog.ts";
import type { Delivery, PhoneMessage } from "../mfa/phoneMessage.ts";
import type { Passwords } from "../state/passwords.ts";
import type { TenantState } from "../state/tenantState.ts";

/** The input of an operation: the tenant's state, the time, and the request's parts. */
export interface Call {
  state: TenantState;
  now: Date;
  passwords: Passwords;
  /** The origin the caller used, without a trailing slash. */
  origin: string;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  /** The tenant's log. */
  log: TenantLog;
  /** Sends one message to a phone and waits for the sender's result. */
  sendMessage: (message: PhoneMessage) => Promise<Delivery>;
  /** The token's scopes: some responses omit what they don't cover. */
  scopes: readonly string[];
}

export interface Answer {
  status: number;
  body?: unknown;
}

/** One Management API operation: a function of state and input, and the scopes of which any one allows it. */
export interface Endpoint {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below /api/v2, with `:name` for parameters. */
  path: string;
  scopes: readonly string[];
  run: (call: Call) => Answer | Promise<Answer>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const accepted = (body: unknown): Answer => ({ status: 202, body });
export const noContent: Answer = { status: 204 };

/** A path parameter that the route is known to have. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}

/** Timestamps in the format of most resources: milliseconds, UTC. */
export const timestamp = (now: Date): string => now.toISOString();
