import type { Auth0Access } from "../../tenant/api/Auth0Access.ts";

/** A call that the tenant, or the way to it, refused. Its message holds no credential. */
export class CallRefused extends Error {
  override readonly name = "CallRefused";
}

/** A call that a rate limit or an outage refused is tried so often in all. */
const mostTries = 5;
const longestWait = 60_000;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** How calls reach the tenant; tests put their own in its place. */
export interface Way {
  fetch: typeof fetch;
  wait: (milliseconds: number) => Promise<unknown>;
}

const way: Way = {
  fetch: (...call) => fetch(...call),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * One call of the Management API with the stack's own credentials, for what Auth0's provider can't do. A rate limit is
 * waited for, an outage tried again: what is called here may be said twice.
 *
 * @param path below `/api/v2`
 * @returns the answer's JSON; nothing where it is empty
 * @throws CallRefused saying why
 */
export async function callManagementApi(
  access: Auth0Access,
  method: Method,
  path: string,
  body?: unknown,
  by: Way = way,
): Promise<unknown> {
  const token = access.apiToken ?? (await tokenFor(access, by));
  return request(by, `https://${access.domain}/api/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Tokens cost: one serves all calls with the same access. A request that failed is made again at the next call. */
const tokens = new WeakMap<Auth0Access, Promise<string>>();

function tokenFor(access: Auth0Access, by: Way): Promise<string> {
  const known = tokens.get(access);
  if (known !== undefined) return known;
  const token = requestToken(access, by).catch((error: unknown) => {
    tokens.delete(access);
    throw error;
  });
  tokens.set(access, token);
  return token;
}

async function requestToken(access: Auth0Access, by: Way): Promise<string> {
  const { domain, clientId, clientSecret, audience } = access;
  if (clientId === undefined || clientSecret === undefined)
    throw new CallRefused(
      "there is neither a client id with its secret nor a token (auth0:clientId, auth0:clientSecret)",
    );
  const answer = await request(by, `https://${domain}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      audience: audience ?? `https://${domain}/api/v2/`,
    }),
  });
  return String((answer as Record<string, unknown>)["access_token"]);
}

async function request(by: Way, url: string, init: RequestInit): Promise<unknown> {
  for (let tried = 1; ; tried += 1) {
    const answer = await answerTo(by, url, init);
    if (answer instanceof Response && answer.ok) return bodyOf(answer);
    // What is gone, by an earlier try of this call or otherwise, is deleted.
    if (answer instanceof Response && answer.status === 404 && init.method === "DELETE") return undefined;
    const isPassing = !(answer instanceof Response) || answer.status === 429 || answer.status >= 500;
    if (!isPassing || tried === mostTries) throw new CallRefused(await reason(url, init, answer));
    await by.wait(pause(answer, tried));
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  return text === "" ? undefined : JSON.parse(text);
}

/** The answer, or the reason why there is none. */
async function answerTo(by: Way, url: string, init: RequestInit): Promise<Response | Error> {
  try {
    // A redirect could carry the credentials to another host.
    return await by.fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    return error as Error;
  }
}

/** Until the limit resets, or longer each time; a reset that has passed must not make a hot loop. */
function pause(answer: Response | Error, tried: number): number {
  const reset = answer instanceof Response ? Number(answer.headers.get("x-ratelimit-reset") ?? NaN) : NaN;
  const until = Number.isNaN(reset) ? 0 : reset * 1000 - Date.now();
  return Math.min(Math.max(until, 500 * 2 ** (tried - 1)), longestWait);
}

async function reason(
  url: string,
  { method = "GET" }: RequestInit,
  answer: Response | Error,
): Promise<string> {
  const call = `${method} ${url}`;
  if (!(answer instanceof Response)) {
    const cause = answer.cause instanceof Error ? answer.cause.message : answer.message;
    return `${call} had no answer: ${cause}`;
  }
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const said = body["message"] ?? body["error_description"];
  return `${call} was answered with ${answer.status}${typeof said === "string" ? `: ${said.slice(0, 200)}` : ""}`;
}
