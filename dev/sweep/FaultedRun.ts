import { setTimeout as sleep } from "node:timers/promises";
import type { FaultEffect } from "../../sandbox/auth0/edge/faults.ts";
import type { CallObserver, TenantState } from "../../sandbox/index.ts";
import { nameOfCall } from "../../commands/local/nameOfCall.ts";
import { CallCounter, isWrite } from "./calls.ts";
import { judge } from "./oracle.ts";
import type { Asked } from "./oracle.ts";
import type { Fault } from "./plan.ts";

/** Checks the tenant after each write of a run. */
export class WatchedRun implements CallObserver {
  readonly problems = new Set<string>();
  readonly #look: () => TenantState;
  readonly #asked: Asked;

  constructor(look: () => TenantState, asked: Asked) {
    this.#look = look;
    this.#asked = asked;
  }

  after(method: string, path: string): void | Promise<void> {
    const what = nameOfCall(method, path);
    if (isWrite({ what })) this.note(`after ${what}`);
  }

  /** Checks the tenant's current state. */
  note(when: string): void {
    for (const problem of judge(this.#look(), this.#asked)) this.problems.add(`${when}: ${problem}`);
  }
}

/** Makes one call of a run fail, or kills the engine at that call. */
export class FaultedRun extends WatchedRun {
  /** Whether the call was made at all. */
  reached = false;
  readonly #fault: Fault;
  readonly #counter = new CallCounter();
  readonly #engine = new AbortController();
  #killAfter: string | undefined;

  constructor(fault: Fault, look: () => TenantState, asked: Asked) {
    super(look, asked);
    this.#fault = fault;
  }

  /** Aborted to kill the engine. */
  get kill(): AbortSignal {
    return this.#engine.signal;
  }

  async before(method: string, path: string): Promise<FaultEffect | undefined> {
    const { call, kind } = this.#fault;
    // Calls that a killed engine had already sent are still in progress.
    if (this.#engine.signal.aborted) return "reset";
    const { what, nth } = this.#counter.next(method, path);
    if (what !== call.what || (kind.sticky === true ? nth < call.nth : nth !== call.nth)) return undefined;
    this.reached = true;
    if (kind.kill === "before") {
      this.#engine.abort();
      return "reset";
    }
    if (kind.kill === "after") this.#killAfter = path;
    if (kind.holdMs !== undefined) await sleep(kind.holdMs);
    return kind.effect;
  }

  override after(method: string, path: string): void | Promise<void> {
    const judged = super.after(method, path);
    if (this.#killAfter === path && nameOfCall(method, path) === this.#fault.call.what) this.#engine.abort();
    return judged;
  }
}
