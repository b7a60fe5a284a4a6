import type { TenantLog } from "../logs/tenantLog.ts";
import type { Delivery, PhoneMessage } from "../mfa/phoneMessage.ts";
import type { Passwords } from "../state/passwords.ts";
import type { TenantState } from "../state/tenantState.ts";

/** What an operation sees of a call: the tenant's state, the hour, and the request's parts. */
export interface Call {
  state: TenantState;
  now: Date;
  passwords: Passwords;
  /** The origin the caller used, without a trailing slash. */
  origin: string;
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  /** What happened in the tenant. */
  log: TenantLog;
  /** Sends one message to a phone and waits for what its sender says. */
  sendMessage: (message: PhoneMessage) => Promise<Delivery>;
  /** The token's scopes: some answers leave out what they do not cover. */
  scopes: readonly string[];
}

export interface Answer {
  status: number;
  body?: unknown;
}

/** One Management API operation: a function of state and input, with the scopes any of which allows it. */
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

/** Timestamps as most resources write them: milliseconds, UTC. */
export const timestamp = (now: Date): string => now.toISOString();
