import type { Auth0Access } from "./Auth0Access.ts";
import type { JsonAnswer, Transport } from "../http/requestJson.ts";
import { realTransport, requestJson } from "../http/requestJson.ts";
import { Pace } from "./Pace.ts";
import { refusal } from "./refusal.ts";
import type { Token } from "./token.ts";
import { obtainToken } from "./token.ts";

/** Calls that a rate limit refused are tried so often in all. */
const mostTries = 6;
const longestWait = 30_000;

/** What the parts of a tenant are read with. */
export type TenantReader = Pick<ManagementApi, "domain" | "get">;

/**
 * Reads one tenant through its Management API, and only reads: the calls that it can make are GETs.
 *
 * The platform's fetch, not the `auth0` SDK: what is needed is one verb, and with the SDK neither calls can be counted nor
 * the rate limit's headers be seen before it is exceeded.
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

  /** How far the tenant's clock is ahead of this machine's, in milliseconds; `undefined` before the first answer. */
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
   * @throws ReadFailure for every answer but a good one
   */
  get(path: string, what: string): Promise<unknown> {
    const known = this.#answers.get(path);
    if (known !== undefined) return known;
    const answer = this.#get(path, `read ${what} of ${this.domain}`);
    this.#answers.set(path, answer);
    return answer;
  }

  async #get(path: string, what: string): Promise<unknown> {
    const token = await this.#obtain();
    for (let tried = 1; ; tried += 1) {
      const answer = await this.#call(path, token, what);
      if (answer.status < 400) return answer.body;
      if (answer.status !== 429 || tried === mostTries) throw refusal(answer, what, this.domain);
      await this.#transport.wait(this.#waitAfter(answer.headers, tried));
    }
  }

  async #call(path: string, token: Token, what: string): Promise<JsonAnswer> {
    let answer: JsonAnswer | undefined;
    await this.#pace.run(async () => {
      this.#calls += 1;
      answer = await requestJson(
        this.#transport,
        `https://${this.domain}/api/v2${path}`,
        { headers: { authorization: `Bearer ${token.value}` } },
        what,
      );
      this.#compareClocks(answer.headers);
      return answer;
    });
    if (answer === undefined) throw new Error("unreachable: the call's turn ended without it");
    return answer;
  }

  #obtain(): Promise<Token> {
    this.#token ??= this.#requestToken();
    return this.#token;
  }

  async #requestToken(): Promise<Token> {
    if (this.#access.apiToken === undefined) this.#calls += 1;
    const token = await obtainToken(this.#access, this.#transport);
    if (token.answer !== undefined) this.#compareClocks(token.answer.headers);
    return token;
  }

  /** Until the limit resets; a reset that has passed, is missing or far off must make neither a hot loop nor a stop. */
  #waitAfter(headers: Headers, tried: number): number {
    const until = Number(headers.get("x-ratelimit-reset") ?? NaN) * 1000 - this.#transport.now().getTime();
    const least = 500 * 2 ** (tried - 1);
    return Math.min(Math.max(Number.isNaN(until) ? 0 : until, least), longestWait);
  }

  /** A Date header has whole seconds: on average, half of one is missing. */
  #compareClocks(headers: Headers): void {
    const theirs = Date.parse(headers.get("date") ?? "");
    if (!Number.isNaN(theirs)) this.#clockSkew = theirs + 500 - this.#transport.now().getTime();
  }
}
