import { networkFailure } from "./networkFailure.ts";
import { CallFailure } from "./CallFailure.ts";
import { fetchByEnvironment, timeoutMs } from "./proxy.ts";

/** The transport for requests. Tests replace it. */
export interface Transport {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Resolves after a number of milliseconds. */
  wait: (milliseconds: number) => Promise<void>;
  now: () => Date;
}

export const realTransport: Transport = {
  fetch: fetchByEnvironment,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  now: () => new Date(),
};

export interface JsonAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; `undefined` if the body is empty or, with an error status, not JSON. */
  body: unknown;
}

/** Room for a hundred Actions of the maximum size. */
const mostBytes = 12_000_000;

/**
 * Makes one HTTP call whose response is JSON.
 * @param what the call's purpose, as the end of "Failed to …"
 * @throws CallFailure if there is no valid response: none at all, a redirect, something other than JSON, or
 * too much data
 */
export async function requestJson(
  { fetch }: Pick<Transport, "fetch">,
  url: string,
  init: RequestInit,
  what: string,
): Promise<JsonAnswer> {
  const { host } = new URL(url);
  let response: Response;
  let text: string | undefined;
  try {
    // A redirect could send the credentials to another host, so it is detected and not followed.
    response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    text = await readText(response);
  } catch (error) {
    throw networkFailure(error, what, url);
  }
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    throw new CallFailure({
      kind: "redirect",
      what,
      status,
      why: `${host} returned a redirect, which is not followed.`,
      remedy:
        "If this is your tenant, set auth0:domain to its own domain, as the dashboard shows it. Otherwise check whether a proxy responds in its place.",
    });
  }
  if (text === undefined) {
    throw new CallFailure({
      kind: "too-large",
      what,
      status,
      why: `${host} returned more than ${mostBytes / 1_000_000} MB.`,
      remedy: "Check that this is the service itself, and that no proxy responds in its place.",
    });
  }
  return { status, headers, body: parse(text, status, what, host) };
}

/** The body as text, or `undefined` if it is too large; the rest is not read. */
async function readText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string, status: number, what: string, host: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The status is enough; a proxy's error page is not JSON.
    if (status >= 400) return undefined;
    throw new CallFailure({
      kind: "not-json",
      what,
      status,
      why: `${host} returned something other than JSON.`,
      remedy: "Check that this is the service itself, and that no proxy responds in its place.",
    });
  }
}
