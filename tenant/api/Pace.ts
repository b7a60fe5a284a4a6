import type { Transport } from "../http/requestJson.ts";

/** Concurrent calls while the limit allows more. */
const mostAtOnce = 4;

/** Auth0's lowest limit, for a free tenant, in calls per second [operational-policies/rate-limit-policy]. */
const smallestLimit = 2;

/**
 * Paces calls by the tenant's rate limit. The first call goes alone, because only its response reports the
 * limit.
 */
export class Pace {
  readonly #transport: Pick<Transport, "wait" | "now">;
  /** Calls that are still allowed. */
  #left = 1;
  #inFlight = 0;
  #limit = Infinity;
  /** When the limit is used up: the time until which no call may go. */
  #resetsAt = 0;
  #queue: Promise<void> = Promise.resolve();
  #answered = Promise.withResolvers<undefined>();

  constructor(transport: Pick<Transport, "wait" | "now">) {
    this.#transport = transport;
  }

  /** Runs a call when it is its turn. */
  async run<Answer extends { headers: Headers }>(call: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#queue.then(() => this.#admit());
    this.#queue = turn;
    await turn;
    try {
      const answer = await call();
      this.#learn(answer.headers);
      return answer;
    } catch (error) {
      // Without a response nothing is known: the turn is free again.
      this.#left += 1;
      throw error;
    } finally {
      this.#inFlight -= 1;
      this.#answered.resolve(undefined);
      this.#answered = Promise.withResolvers();
    }
  }

  async #admit(): Promise<void> {
    while (this.#inFlight >= mostAtOnce || (this.#left < 1 && this.#inFlight > 0)) {
      await this.#answered.promise;
    }
    if (this.#left < 1) {
      const { wait, now } = this.#transport;
      await wait(this.#pause(now().getTime()));
      this.#left = 1;
    }
    this.#left -= 1;
    this.#inFlight += 1;
  }

  /**
   * With a small limit, a call becomes available after each fraction of a second; with others, only the reset
   * time is known.
   */
  #pause(now: number): number {
    if (this.#limit <= smallestLimit) return 1000 / this.#limit + 20;
    return Math.min(Math.max(this.#resetsAt - now, 100), 60_000);
  }

  #learn(headers: Headers): void {
    const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
      Number(headers.get(`x-ratelimit-${name}`) ?? NaN),
    ) as [number, number, number];
    if (Number.isNaN(limit) || Number.isNaN(remaining)) {
      this.#left = Infinity;
      return;
    }
    this.#limit = Math.max(limit, 1);
    this.#left = Math.max(remaining - (this.#inFlight - 1), 0);
    this.#resetsAt = Number.isNaN(reset) ? 0 : reset * 1000;
  }

  /** The most calls that the tenant accepts at once; `undefined` if it has not said. */
  get limit(): number | undefined {
    return Number.isFinite(this.#limit) ? this.#limit : undefined;
  }
}
