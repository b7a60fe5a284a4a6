import type { ActionHandler, ActionResult, ActionRuntimeOptions, ActionSource } from "./action.ts";
import { ActionProcess } from "./ActionProcess.ts";
import { Gateway } from "./Gateway.ts";
import { isObject } from "../json.ts";

/** [customize/actions/limitations] */
const usualTimeLimitMs = 20_000;
const usualMemoryLimitMiB = 256;
const idleMs = 60_000;
/** A tenant sends its messages with one Action; earlier versions need not stay in memory. */
const mostIdle = 2;

/** Runs the code of Actions, each version in a process of its own (docs/decisions/0012). */
export class ActionRuntime {
  readonly #options: ActionRuntimeOptions;
  readonly #gateway: Gateway;
  /** By the version's id, the most recently used last. */
  readonly #current = new Map<string, ActionProcess>();
  /** All processes that have not ended. */
  readonly #alive = new Set<ActionProcess>();
  readonly #idle = new Map<ActionProcess, NodeJS.Timeout>();
  #stopped = false;
  readonly #killAll = (): void => {
    for (const process of this.#alive) process.kill();
  };

  constructor(options: ActionRuntimeOptions) {
    this.#options = options;
    this.#gateway = new Gateway(options.hosts);
  }

  /**
   * Calls one handler of an Action with a frozen copy of the event and its secrets. The result describes
   * everything that the Action did. Throws after `stop`.
   */
  async run(action: ActionSource, handler: ActionHandler, event: unknown): Promise<ActionResult> {
    if (this.#stopped) throw new Error("Failed to run the Action: the runtime is stopped. Start a new one.");
    if (action.dependencies.length > 0) return dependenciesRefused(action);
    const running = this.#processOf(action);
    clearTimeout(this.#idle.get(running));
    const result = await running.call(handler, isObject(event) ? event : {});
    if (running.isIdle && !running.retired) this.#rest(running);
    return result;
  }

  /** Ends all its processes, regardless of what they are doing, and waits until they have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#killAll();
    await Promise.all([...this.#alive].map(({ ended }) => ended));
  }

  /** The existing processes, so that a test can check that none is left. */
  get pids(): number[] {
    return [...this.#alive].flatMap(({ pid }) => pid ?? []);
  }

  #processOf(action: ActionSource): ActionProcess {
    const current = this.#current.get(action.id);
    this.#current.delete(action.id);
    const usable = current?.retired === false && current.runs(action);
    if (!usable) this.#retire(current);
    const running = usable ? current : this.#start(action);
    this.#current.set(action.id, running);
    return running;
  }

  #start(action: ActionSource): ActionProcess {
    const { hosts, timeLimitMs = usualTimeLimitMs, memoryLimitMiB = usualMemoryLimitMiB } = this.#options;
    const started = new ActionProcess(action, {
      hosts: Object.keys(hosts),
      gateway: this.#gateway,
      timeLimitMs,
      memoryLimitMiB,
    });
    // A runtime without a process has nothing to clean up, so it need not listen.
    if (this.#alive.size === 0) process.on("exit", this.#killAll);
    this.#alive.add(started);
    void started.ended.then(() => {
      this.#alive.delete(started);
      if (this.#alive.size === 0) process.off("exit", this.#killAll);
      clearTimeout(this.#idle.get(started));
      this.#idle.delete(started);
    });
    for (const other of [...this.#current.values()].slice(0, -mostIdle)) {
      if (other.isIdle) this.#retire(other);
    }
    return started;
  }

  #retire(process: ActionProcess | undefined): void {
    if (process === undefined) return;
    process.retired = true;
    if (process.isIdle) process.kill();
  }

  #rest(process: ActionProcess): void {
    const timer = setTimeout(() => {
      this.#retire(process);
    }, idleMs);
    this.#idle.set(process, timer.unref());
  }
}

function dependenciesRefused({ dependencies }: ActionSource): ActionResult {
  const names = dependencies.map(({ name, version }) => `${name}@${version}`).join(", ");
  const message = `The Action needs npm modules (${names}), which the local tenant does not install. Use Node's own modules, fetch among them, or try this Action on a real tenant.`;
  return {
    outcome: "failed",
    error: { name: "Error", message },
    notification: null,
    console: [],
    milliseconds: 0,
  };
}
