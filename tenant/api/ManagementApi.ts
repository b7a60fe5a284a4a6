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

/** A call that may be tried again is tried so often in all. */
const mostTries = 6;
const longestWait = 60_000;

/** What passes by itself. */
const outages: readonly FailureKind[] = ["rate-limit", "server", "timeout", "unreachable"];

/** What the parts of a tenant are read with. */
export type TenantReader = Pick<ManagementApi, "domain" | "get">;

/**
 * One tenant's Management API.
 *
 * The platform's fetch, not the `auth0` SDK: with the SDK neither calls can be counted nor the rate limit's
 * headers be seen before it is exceeded.
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

  /** Calls made so far, the token's among them. */
  get calls(): number {
    return this.#calls;
  }

  /**
   * How far the tenant's clock is ahead of this machine's, in milliseconds; `undefined` before the first
   * answer.
   */
  get clockSkew(): number | undefined {
    return this.#clockSkew;
  }

  /** The most calls that the tenant takes at once; `undefined` where it has not said. */
  get rateLimit(): number | undefined {
    return this.#pace.limit;
  }

  /** What the credentials may do; `undefined` where the token does not say. */
  async scopes(): Promise<readonly string[] | undefined> {
    return (await this.#obtain()).scopes;
  }

  /**
   * The answer to `GET /api/v2` and the path. The same path is asked once.
   *
   * @param what what is read, as in `the clients`
   * @throws CallFailure for every answer but a good one
   */
  get(path: string, what: string): Promise<unknown> {
    const known = this.#answers.get(path);
    if (known !== undefined) return known;
    const answer = this.#ask({ method: "GET", path }, `read ${what} of ${this.domain}`, ["rate-limit"]);
    this.#answers.set(path, answer);
    // A failure is asked for again.
    answer.catch(() => this.#answers.delete(path));
    return answer;
  }

  /**
   * Any call, made anew each time. A rate limit is waited for; a call that had no answer, or that an outage
   * refused, is made again too, so what is called must bear being said twice.
   *
   * @param what what it is for, as the end of "Failed to …"
   * @returns the answer's JSON; nothing where it is empty
   * @throws CallFailure for every answer but a good one
   */
  request(call: Call, what: string): Promise<unknown> {
    return this.#ask(call, what, outages);
  }

  /** @param passing what is waited for, to ask again */
  async #ask(call: Call, what: string, passing: readonly FailureKind[]): Promise<unknown> {
    for (let tried = 1; ; tried += 1) {
      const answer = await this.#answerTo(call, what).catch(asFailure);
      if (!(answer instanceof CallFailure) && answer.status < 400) return answer.body;
      const failure = answer instanceof CallFailure ? answer : refusal(answer, call, what, this.domain);
      // What is gone, by an earlier try of this call or otherwise, is deleted.
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

  /** Tokens cost: one serves all calls. A request that failed is made again at the next call. */
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
   * Until the limit resets; a reset that has passed, is missing or far off must make neither a hot loop nor a
   * stop.
   */
  #waitAfter(answer: JsonAnswer | CallFailure, tried: number): number {
    const reset = answer instanceof CallFailure ? null : answer.headers.get("x-ratelimit-reset");
    const until = Number(reset ?? NaN) * 1000 - this.#transport.now().getTime();
    const least = 500 * 2 ** (tried - 1);
    return Math.min(Math.max(Number.isNaN(until) ? 0 : until, least), longestWait);
  }

  /** A Date header has whole seconds: on average, half of one is missing. */
  #compareClocks(headers: Headers): void {
    const theirs = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(theirs)) this.#clockSkew = theirs + 500 - this.#transport.now().getTime();
  }
}

function asFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  throw error;
}
