import { networkFailure } from "./networkFailure.ts";
import { CallFailure } from "./CallFailure.ts";
import { fetchByEnvironment } from "./proxy.ts";

/** What requests are sent by. Tests put their own in its place. */
export interface Transport {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Resolves after so many milliseconds. */
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
  /** Parsed JSON; `undefined` where the body is empty or, on an error status, no JSON. */
  body: unknown;
}

const timeoutMs = 10_000;
/** A hundred Actions of the largest size. */
const mostBytes = 12_000_000;

/**
 * One HTTP call whose answer is JSON.
 *
 * @param what what the call is for, as the end of "Failed to …"
 * @throws CallFailure where there is no answer, or one that is none: a redirect, no JSON, too much of it
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
    // A redirect could carry the credentials to another host: it is seen and not followed.
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
      why: `${host} answered with a redirect, which is not followed.`,
      remedy: "Set auth0:domain to the tenant's own domain, as the dashboard shows it.",
    });
  }
  if (text === undefined) {
    throw new CallFailure({
      kind: "too-large",
      what,
      status,
      why: `${host} answered with more than ${mostBytes / 1_000_000} MB.`,
      remedy: "Check that the domain is an Auth0 tenant's.",
    });
  }
  return { status, headers, body: parse(text, status, what, host) };
}

/** The body as text, or `undefined` for one that is too large; the rest of it is not read. */
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
    // The status says enough; a proxy's page of an error is nobody's JSON.
    if (status >= 400) return undefined;
    throw new CallFailure({
      kind: "not-json",
      what,
      status,
      why: `${host} answered with something other than JSON.`,
      remedy: "Check that the domain is an Auth0 tenant's and that no proxy answers in its place.",
    });
  }
}
