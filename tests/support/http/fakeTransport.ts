import type { Transport } from "../../../tenant/http/requestJson.ts";

type Handler = (request: { path: string; method: string; body: unknown }) => Response | Promise<Response>;

/** A transport without network and clock: responses come from the test, and waiting moves the time. */
export class FakeTransport implements Transport {
  readonly requests: string[] = [];
  readonly waits: number[] = [];
  readonly #handle: Handler;
  #now = Date.parse("2026-01-01T00:00:00Z");

  constructor(handle: Handler) {
    this.#handle = handle;
  }

  fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const method = init.method ?? "GET";
    this.requests.push(`${method} ${pathname}${search}`);
    return await this.#handle({ path: `${pathname}${search}`, method, body: init.body });
  };

  wait = (milliseconds: number): Promise<void> => {
    this.waits.push(milliseconds);
    this.#now += milliseconds;
    return Promise.resolve();
  };

  now = (): Date => new Date(this.#now);
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
