export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
};

const retriedStatuses = new Set([500, 502, 503, 504, 524]);
const maxRetries = 3;

/**
 * Retries as the official provider does: after a 429 for as long as it takes, after a server or network
 * failure three times, even a POST. Anything else is a response.
 */
export function retrying(send: Fetch, clock: Clock = realClock): Fetch {
  return async (url, init) => {
    // Asking for a token is not retried when it is rate limited.
    const isToken = String(url instanceof Request ? url.url : url).endsWith("/oauth/token");
    for (;;) {
      const response = await withRetries(send, clock, url, init);
      if (response.status !== 429 || isToken) return response;
      await response.body?.cancel();
      await clock.sleep(untilReset(response, clock.now()));
    }
  };
}

/** `Retry-After` is ignored, and without a reset time it waits five seconds (terraform-provider-auth0). */
function untilReset(response: Response, now: number): number {
  const reset = Number.parseInt(response.headers.get("x-ratelimit-reset") ?? "", 10);
  if (Number.isNaN(reset)) return 5000;
  // The official provider does not wait at all if the reset time has passed; a pause spares the machine.
  return Math.max(reset * 1000 - Math.floor(now / 1000) * 1000, 50);
}

async function withRetries(
  send: Fetch,
  clock: Clock,
  url: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await send(url, init);
      if (!retriedStatuses.has(response.status) || attempt === maxRetries) return response;
      await response.body?.cancel();
    } catch (thrown) {
      if (attempt === maxRetries || isUntrusted(thrown)) throw thrown;
    }
    await clock.sleep(Math.random() * Math.min(10_000, 500 * 2 ** attempt));
  }
}

/** An untrusted certificate stays untrusted. */
function isUntrusted(thrown: unknown): boolean {
  const cause: unknown = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /CERT|SELF_SIGNED|UNABLE_TO_/.test(code);
}
