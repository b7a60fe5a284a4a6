import { z } from "zod";
import { managementApi } from "../local/localTenant.ts";
import type { SandboxDescription } from "../../sandbox/index.ts";

const inbox = z.array(
  z.object({
    text: z.string(),
    code: z.string().nullable(),
    status: z.string(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  }),
);
const log = z.array(
  z.object({ type: z.string(), description: z.string(), user_name: z.string().optional() }),
);

/** What a user finds on the phone: the code, or why there is none. */
export type Found = { code: string } | { kind: "no-message" | "no-code"; why: string };

/** The newest message to a number; where none was delivered, the tenant's log says why. */
export async function findCode(
  { inbox: { url }, auth0 }: SandboxDescription,
  user: { email: string; e164: string },
): Promise<Found> {
  const answer = await fetch(`${url}/messages.json?to=${encodeURIComponent(user.e164)}&limit=1`);
  const [message] = inbox.parse(await answer.json());
  if (message?.status === "delivered")
    return message.code === null
      ? { kind: "no-code", why: `It reads: "${message.text}"` }
      : { code: message.code };
  if (message?.error) return { kind: "no-message", why: `The carrier: ${message.error.message}` };
  return { kind: "no-message", why: await lastFailure(auth0, user.email) };
}

async function lastFailure(auth0: SandboxDescription["auth0"], email: string): Promise<string> {
  const answer = await managementApi({ auth0 })("GET", "/logs?sort=date:-1&per_page=50");
  const failure = log
    .parse(answer)
    .find(({ type, user_name }) => type.endsWith("_failure") && user_name === email);
  return failure === undefined ? "The tenant's log says nothing" : `The tenant's log: ${failure.description}`;
}
