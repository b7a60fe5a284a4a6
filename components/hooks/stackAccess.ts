import { isDeepStrictEqual } from "node:util";
import type { Auth0Access } from "../../tenant/api/Auth0Access.ts";
import { readAuth0 } from "../../settings/auth0.ts";
import { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import type { Method } from "../../tenant/api/Call.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";

// The stack's own credentials in Pulumi's host of dynamic resources, which runs apart from the program, also where that does not run.

export interface StackConfig {
  get(key: string): string | undefined;
}

let access: Auth0Access | undefined;
let api: ManagementApi | undefined;

/** The stack's own credentials, once the host has handed them over. */
export const knownAccess = (): Auth0Access | undefined => access;

/** A call of the Management API, made anew each time. */
export type Call = (method: Method, path: string, body?: unknown) => Promise<unknown>;

/** Calls of a tenant, for one purpose: the end of "Failed to …". */
export const callsOf =
  (tenant: ManagementApi, what: string): Call =>
  (method, path, body) =>
    tenant.request({ method, path, body }, what);

/** Something that can't be done as the tenant stands. Its message is the end of "Failed to …: ", with or without a full stop. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Called by the host, with the stack's configuration, once for each file that it loads: they share one access, and so one token. */
export function configure({ config }: { config: StackConfig }): Promise<void> {
  const given = accessOf(config);
  if (!isDeepStrictEqual(given, access)) {
    access = given;
    api = new ManagementApi(given);
  }
  return Promise.resolve();
}

/**
 * Does a dynamic resource's work with the stack's credentials.
 *
 * @param what as in `Failed to WHAT`
 * @param consequence what that means for users, and what to do: whole sentences
 * @throws Error whose message says all three, without a stack, which is no help where a call was refused
 */
export async function withAccess<Result>(
  what: string,
  consequence: string,
  work: (call: Call) => Promise<Result>,
): Promise<Result> {
  try {
    if (api === undefined) throw new Refused("the stack's configuration is not known");
    return await work(callsOf(api, what));
  } catch (error) {
    throw withoutStack(`Failed to ${what}: ${reasonOf(error)} ${consequence}`);
  }
}

/** @throws what is neither the tenant's refusal nor ours */
export function reasonOf(error: unknown): string {
  if (error instanceof CallFailure) return `${error.why} ${error.remedy}`.trim();
  if (error instanceof Refused) return error.message.endsWith(".") ? error.message : `${error.message}.`;
  throw error;
}

/** The host prints an error's stack. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}

function accessOf(config: StackConfig): Auth0Access {
  const keys = ["domain", "clientId", "clientSecret", "apiToken", "audience"].map((key) => `auth0:${key}`);
  const values = Object.fromEntries(
    keys.flatMap((key) => {
      const value = config.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  ) as Record<string, string>;
  return readAuth0(
    { project: "", stack: "", values, isSecret: () => true, environment: process.env },
    // What is wrong was said by the program; here it shows in the call.
    [],
  );
}
