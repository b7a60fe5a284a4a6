import type { Auth0Access } from "./Auth0Access.ts";
import type { FailureKind } from "../http/CallFailure.ts";
import { CallFailure } from "../http/CallFailure.ts";
import type { JsonAnswer, Transport } from "../http/requestJson.ts";
import { realTransport, requestJson } from "../http/requestJson.ts";
import { Pace } from "./Pace.ts";
import type { Call } from "./Call.ts";
import { refusal } from "./refusal.ts";
import type { Token } from "./token.ts";
import { obtainToken } from "./token.ts";

/** The total number of attempts for a call that may be retried. */
const mostTries = 6;
const longestWait = 60_000;

/** Failures that pass by themselves. */
const outages: readonly FailureKind[] = ["rate-limit", "server", "timeout", "unreachable"];

/** What readers of a tenant's parts use. */
export type TenantReader = Pick<ManagementApi, "domain" | "get">;

/**
 * One tenant's Management API.
 *
 * It uses the platform's fetch, not the `auth0` SDK: the SDK can't count calls or expose the rate limit
 * headers before the limit is exceeded.
 */
export class ManagementApi {
  readonly domain: string;
  readonly #access: Auth0Access;
  readonly #transport: Transport;
  readonly #pace: Pace;
  readonly #answers = new Map<string, Promise<unknown>>();
  #token: Promise<Token> | undefined;
  #calls = 0;
  #clockSkew: number | undefined;

  constructor(access: Auth0Access, transport: Transport = realTransport) {
    this.domain = access.domain;
    this.#access = access;
    this.#transport = transport;
    this.#pace = new Pace(transport);
  }

  /** Calls so far, including the token request. */
  get calls(): number {
    return this.#calls;
  }

  /**
   * How far the tenant's clock is ahead of this machine's, in milliseconds; `undefined` before the first
   * response.
   */
  get clockSkew(): number | undefined {
    return this.#clockSkew;
  }

  /** The most calls that the tenant accepts at once; `undefined` if it has not said. */
  get rateLimit(): number | undefined {
    return this.#pace.limit;
  }

  /** The scopes of the credentials; `undefined` if the token does not name them. */
  async scopes(): Promise<readonly string[] | undefined> {
    return (await this.#obtain()).scopes;
  }

  /**
   * The response to `GET /api/v2` plus the path. Each path is requested once.
   * @param what the thing to read, as in `the clients`
   * @throws CallFailure for every response that is not a success
   */
  get(path: string, what: string): Promise<unknown> {
    const known = this.#answers.get(path);
    if (known !== undefined) return known;
    const answer = this.#ask({ method: "GET", path }, `read ${what} of ${this.domain}`, ["rate-limit"]);
    this.#answers.set(path, answer);
    // After a failure, the next call requests it again.
    answer.catch(() => this.#answers.delete(path));
    return answer;
  }

  /**
   * Makes a call, without caching. It waits for a rate limit, and repeats a call that got no response or
   * failed in an outage, so the call must be safe to repeat.
   * @param what its purpose, as the end of "Failed to …"
   * @returns the response's JSON; `undefined` if it is empty
   * @throws CallFailure for every response that is not a success
   */
  request(call: Call, what: string): Promise<unknown> {
    return this.#ask(call, what, outages);
  }

  /** @param passing the failures to wait for and retry */
  async #ask(call: Call, what: string, passing: readonly FailureKind[]): Promise<unknown> {
    for (let tried = 1; ; tried += 1) {
      const answer = await this.#answerTo(call, what).catch(asFailure);
      if (!(answer instanceof CallFailure) && answer.status < 400) return answer.body;
      const failure = answer instanceof CallFailure ? answer : refusal(answer, call, what, this.#access);
      // A resource that no longer exists, because of an earlier attempt or otherwise, counts as deleted.
      if (failure.kind === "missing" && call.method === "DELETE") return undefined;
      if (!passing.includes(failure.kind) || tried === mostTries) throw failure;
      await this.#transport.wait(this.#waitAfter(answer, tried));
    }
  }

  async #answerTo({ method, path, body }: Call, what: string): Promise<JsonAnswer> {
    const token = await this.#obtain();
    return this.#pace.run(async () => {
      this.#calls += 1;
      const answer = await requestJson(
        this.#transport,
        `https://${this.domain}/api/v2${path}`,
        {
          method,
          headers: { authorization: `Bearer ${token.value}`, "content-type": "application/json" },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        what,
      );
      this.#compareClocks(answer.headers);
      return answer;
    });
  }

  /**
   * Tokens cost money: one is used for all calls. After a failed request, the next call requests a token
   * again.
   */
  #obtain(): Promise<Token> {
    this.#token ??= this.#requestToken().catch((error: unknown) => {
      this.#token = undefined;
      throw error;
    });
    return this.#token;
  }

  async #requestToken(): Promise<Token> {
    if (this.#access.apiToken === undefined) this.#calls += 1;
    const token = await obtainToken(this.#access, this.#transport);
    if (token.answer !== undefined) this.#compareClocks(token.answer.headers);
    return token;
  }

  /**
   * Until the limit resets. A reset time that has passed, is missing or is far off must cause neither a busy
   * loop nor a hang.
   */
  #waitAfter(answer: JsonAnswer | CallFailure, tried: number): number {
    const reset = answer instanceof CallFailure ? null : answer.headers.get("x-ratelimit-reset");
    const until = Number(reset ?? NaN) * 1000 - this.#transport.now().getTime();
    const least = 500 * 2 ** (tried - 1);
    return Math.min(Math.max(Number.isNaN(until) ? 0 : until, least), longestWait);
  }

  /** A Date header has whole seconds, so on average half a second is missing. */
  #compareClocks(headers: Headers): void {
    const theirs = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(theirs)) this.#clockSkew = theirs + 500 - this.#transport.now().getTime();
  }
}

function asFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  throw error;
}
