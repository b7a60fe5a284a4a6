import type { z } from "zod";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import type { Transport } from "../../tenant/http/requestJson.ts";
import { requestJson } from "../../tenant/http/requestJson.ts";
import { credentialKeys } from "./credentialKeys.ts";
import { shaped } from "../../tenant/http/shape.ts";

/** One account of a carrier, for calls to its API. */
export interface CarrierAccount {
  carrier: keyof typeof credentialKeys;
  user: string;
  password: string;
  transport: Transport;
}

/**
 * Reads from a carrier's API.
 * @throws CallFailure for every response that is not a success; `missing` for something that does not exist
 */
export async function askCarrier<Schema extends z.ZodType>(
  account: CarrierAccount,
  url: string,
  schema: Schema,
  what: string,
): Promise<z.infer<Schema>> {
  return shaped(schema, await call(account, url, "GET", `read ${what}`), what);
}

/**
 * @param what the end of "Failed to …"
 * @throws CallFailure for every response that is not a success; `missing` for something that does not exist
 */
export async function deleteFromCarrier(account: CarrierAccount, url: string, what: string): Promise<void> {
  await call(account, url, "DELETE", what);
}

async function call(
  { carrier, user, password, transport }: CarrierAccount,
  url: string,
  method: "GET" | "DELETE",
  what: string,
): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const { status, body } = await requestJson(transport, url, { method, headers: { authorization } }, what);
  if (status < 400) return body;
  throw new CallFailure({ what, status, ...refusal(status, carrier) });
}

function refusal(status: number, carrier: CarrierAccount["carrier"]) {
  const { id, token } = credentialKeys[carrier];
  if (status === 401 || status === 403) {
    return {
      kind: "credentials",
      why: `${carrier} rejects the credentials.`,
      remedy: `Set ${id} and ${token} again, and check ${carrier}'s console: credentials of a suspended account are rejected too.`,
    } as const;
  }
  if (status === 404) return { kind: "missing", why: "it does not exist.", remedy: "" } as const;
  if (status === 429)
    return {
      kind: "rate-limit",
      why: `${carrier} has received too many calls.`,
      remedy: "Try again later.",
    } as const;
  if (status < 500)
    return {
      kind: "refused",
      why: `${carrier} rejected the call (${status}).`,
      remedy: `Check ${id} and the numbers in the configuration.`,
    } as const;
  return {
    kind: "server",
    why: `${carrier} returned ${status}.`,
    remedy: `Try again. If it keeps failing, check ${carrier}'s status page.`,
  } as const;
}

/** A read that may fail independently of the others. */
export async function orFailure<Value>(reading: Promise<Value>): Promise<Value | CallFailure> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CallFailure) return error;
    throw error;
  }
}
