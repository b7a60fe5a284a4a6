import type { Transport } from "../http/requestJson.ts";

/** Calls at once while the limit allows more. */
const mostAtOnce = 4;

/**
 * Auth0's smallest limit, that of a free tenant: so many calls a second
 * [operational-policies/rate-limit-policy].
 */
const smallestLimit = 2;

/**
 * Lets calls go as the tenant's rate limit allows. The first one goes alone, because only its answer tells
 * the limit.
 */
export class Pace {
  readonly #transport: Pick<Transport, "wait" | "now">;
  /** Calls that may still go. */
  #left = 1;
  #inFlight = 0;
  #limit = Infinity;
  /** Until when nothing more may go, once nothing is left. */
  #resetsAt = 0;
  #queue: Promise<void> = Promise.resolve();
  #answered = Promise.withResolvers<undefined>();

  constructor(transport: Pick<Transport, "wait" | "now">) {
    this.#transport = transport;
  }

  /** Runs a call when its turn has come. */
  async run<Answer extends { headers: Headers }>(call: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#queue.then(() => this.#admit());
    this.#queue = turn;
    await turn;
    try {
      const answer = await call();
      this.#learn(answer.headers);
      return answer;
    } catch (error) {
      // No answer tells nothing: the turn is somebody's again.
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
   * A small limit is one a second, so a call comes back each half of it; of others only the reset is known.
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

  /** The most calls that the tenant takes at once; `undefined` where it has not said. */
  get limit(): number | undefined {
    return Number.isFinite(this.#limit) ? this.#limit : undefined;
  }
}
