import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { SandboxDescription } from "../../sandbox/index.ts";
import { managementApi } from "./localTenant.ts";

const inbox = z.array(
  z.object({
    id: z.string(),
    text: z.string(),
    code: z.string().nullable(),
    status: z.string(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  }),
);
const log = z.array(
  z.object({
    log_id: z.string(),
    type: z.string(),
    description: z.string(),
    user_name: z.string().optional(),
  }),
);

type Tenant = Pick<SandboxDescription, "auth0" | "inbox">;

/** A user, and the phone that receives their codes. */
export interface CodeReader {
  email: string;
  e164: string;
}

/** The last message to a number and the last log event; anything that comes later is newer. */
export interface Moment {
  message: string | undefined;
  event: string | undefined;
}

/** What arrives on the phone: the code, or why there is none. */
export type Found = { kind: "code"; code: string } | { kind: "no-message" | "no-code"; why: string };

const silent = "The tenant's log gives no reason";

/** The present moment, recorded before a code is requested. */
export async function momentNow(tenant: Tenant, { e164 }: Pick<CodeReader, "e164">): Promise<Moment> {
  const [message] = await messagesTo(tenant, e164, {});
  const [event] = log.parse(await managementApi(tenant)("GET", "/logs?sort=date:-1&per_page=1"));
  return { message: message?.id, event: event?.log_id };
}

/**
 * The newest message to a number since a moment, because an earlier code is no longer valid. If none was
 * delivered, the tenant's log says why.
 */
export async function findCode(tenant: Tenant, reader: CodeReader, since: Moment): Promise<Found> {
  const [message] = await messagesTo(tenant, reader.e164, since);
  if (message?.status === "delivered")
    return message.code === null
      ? { kind: "no-code", why: `It reads: "${message.text}"` }
      : { kind: "code", code: message.code };
  if (message?.error) return { kind: "no-message", why: `The carrier: ${message.error.message}` };
  return { kind: "no-message", why: await lastFailure(tenant, reader.email, since) };
}

/** Much longer than a message takes. */
const patienceMs = 15_000;
const betweenLooksMs = 50;

/** Waits until there is a message, or a reason why there is none. */
export async function waitForCode(tenant: Tenant, reader: CodeReader, since: Moment): Promise<Found> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await findCode(tenant, reader, since);
    const isOpen = found.kind === "no-message" && found.why === silent;
    if (!isOpen || performance.now() > end) return found;
    await setTimeout(betweenLooksMs);
  }
}

async function messagesTo({ inbox: { url } }: Tenant, to: string, { message }: Partial<Moment>) {
  const query = new URLSearchParams({ to, limit: "1", ...(message !== undefined && { after: message }) });
  return inbox.parse(await (await fetch(`${url}/messages.json?${query.toString()}`)).json());
}

/** Why no message came: the sender failed, or the user has had too many. */
const isFailure = (type: string): boolean => type.endsWith("_failure") || type === "gd_otp_rate_limit_exceed";

async function lastFailure(tenant: Tenant, email: string, { event }: Moment): Promise<string> {
  // Oldest first, starting after an event.
  const query = event === undefined ? "sort=date:1&per_page=100" : `from=${event}&take=100`;
  const failure = log
    .parse(await managementApi(tenant)("GET", `/logs?${query}`))
    .findLast(({ type, user_name }) => isFailure(type) && user_name === email);
  return failure === undefined ? silent : `The tenant's log: ${failure.description}`;
}
