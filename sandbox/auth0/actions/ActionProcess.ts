import type { ActionHandler, ActionOutcome, ActionResult, ActionSource } from "./action.ts";
import { Call } from "./Call.ts";
import { FrameReader, commandLine } from "./frames.ts";
import type { AnswerFrame, CommandFrame } from "./frames.ts";
import type { Connection, Gateway } from "./Gateway.ts";
import { maskOf } from "./mask.ts";
import type { Mask } from "./mask.ts";
import { residentMiB } from "./memory.ts";
import { spawnAction } from "./spawn.ts";
import type { SpawnedAction } from "./spawn.ts";

/** The time limit for a process to start. */
const startLimitMs = 60_000;
const memoryWatchMs = 50;
const lastWordsBytes = 8192;
/** The most connections of one process at a time. */
const mostConnections = 256;

export interface ActionProcessOptions {
  hosts: string[];
  gateway: Gateway;
  timeLimitMs: number;
  memoryLimitMiB: number;
}

/** The process of one version of an Action, and the calls in it. */
export class ActionProcess {
  /** Settled when the process has ended. */
  readonly ended: Promise<void>;
  /** Whether no further call should begin in it. */
  retired = false;
  readonly #source: ActionSource;
  readonly #options: ActionProcessOptions;
  readonly #spawned: SpawnedAction;
  readonly #frames = new FrameReader();
  readonly #calls = new Map<string, Call>();
  readonly #connections = new Map<number, Connection>();
  readonly #mask: Mask;
  /**
   * Settled when it has started: starting takes longer on a busy machine and does not count as the Action's
   * time.
   */
  readonly #ready = Promise.withResolvers<undefined>();
  readonly #startLimit: NodeJS.Timeout;
  #lastWords = "";
  /** Why it is being ended, if known. */
  #cause: { outcome: ActionOutcome; name: string; message: string } | undefined;
  #watch: NodeJS.Timeout | undefined;

  constructor(source: ActionSource, options: ActionProcessOptions) {
    this.#source = source;
    this.#options = options;
    this.#mask = maskOf(source.secrets);
    this.#spawned = spawnAction(options.memoryLimitMiB);
    const { child, answers, errors } = this.#spawned;
    answers.on("data", (chunk: Buffer) => {
      this.#read(chunk);
    });
    errors.on("data", (chunk: Buffer) => {
      this.#lastWords = (this.#lastWords + chunk.toString("latin1")).slice(-lastWordsBytes);
    });
    this.ended = new Promise((resolve) => {
      const settle = (how: string): void => {
        this.#end(how);
        resolve();
      };
      child.once("error", (error) => {
        settle(error.message);
      });
      child.once("close", (code, signal) => {
        settle(signal ?? `exit code ${code ?? "unknown"}`);
      });
    });
    this.#startLimit = setTimeout(() => {
      this.#endFor("crashed", "Error", `The Action's process did not start within ${startLimitMs} ms.`);
    }, startLimitMs);
    this.#send({ type: "load", code: source.code, hosts: options.hosts });
  }

  get pid(): number | undefined {
    return this.#spawned.child.pid;
  }

  get isIdle(): boolean {
    return this.#calls.size === 0;
  }

  /** Whether the code and secrets are the same. */
  runs(source: ActionSource): boolean {
    return (
      source.code === this.#source.code &&
      JSON.stringify(source.secrets) === JSON.stringify(this.#source.secrets)
    );
  }

  async call(handler: ActionHandler, event: object): Promise<ActionResult> {
    const call = new Call(this.#mask);
    this.#calls.set(call.id, call);
    this.#watchMemory();
    let limit: NodeJS.Timeout | undefined;
    void this.#ready.promise.then(() => {
      if (!this.#calls.has(call.id)) return;
      limit = setTimeout(() => {
        this.#timeOut(call);
      }, this.#options.timeLimitMs);
    });
    this.#send({
      type: "run",
      id: call.id,
      handler,
      event: { ...event, secrets: this.#source.secrets },
    });
    const result = await call.result;
    clearTimeout(limit);
    this.#calls.delete(call.id);
    if (this.isIdle) clearInterval(this.#watch);
    if (this.isIdle && this.retired) this.kill();
    return result;
  }

  /** Ends it at once; its calls end as crashed. */
  kill(): void {
    this.retired = true;
    this.#spawned.child.kill("SIGKILL");
  }

  #send(frame: CommandFrame): void {
    this.#spawned.commands.write(commandLine(frame));
  }

  #read(chunk: Buffer): void {
    try {
      for (const frame of this.#frames.read(chunk)) this.#take(frame);
    } catch {
      this.#endFor("crashed", "Error", "The Action wrote to the local tenant's own channel and was ended.");
    }
  }

  #take(frame: AnswerFrame): void {
    switch (frame.type) {
      case "ready":
        clearTimeout(this.#startLimit);
        this.#ready.resolve(undefined);
        break;
      case "console":
        this.#calls.get(frame.id)?.write(frame.level, frame.text, frame.cut);
        break;
      case "done":
        this.#calls
          .get(frame.id)
          ?.end(frame.error === null ? "completed" : "failed", frame.error, frame.notification);
        break;
      case "dying":
        this.#endFor("crashed", frame.name, frame.message);
        break;
      case "open":
        this.#open(frame.tunnel, frame.host);
        break;
      case "data":
        this.#connections.get(frame.tunnel)?.receive(Buffer.from(frame.data, "base64"));
        break;
      case "close":
        this.#connections.get(frame.tunnel)?.destroy();
    }
  }

  #open(tunnel: number, host: string): void {
    const busy = this.#connections.size >= mostConnections || this.#connections.has(tunnel);
    const connection = busy
      ? undefined
      : this.#options.gateway.connect(host, (data) => {
          this.#sendData(tunnel, data);
        });
    if (connection === undefined) {
      this.#send({ type: "close", tunnel });
      return;
    }
    this.#connections.set(tunnel, connection);
    connection.once("close", () => {
      this.#connections.delete(tunnel);
      this.#send({ type: "close", tunnel });
    });
  }

  #sendData(tunnel: number, data: Buffer): void {
    this.#send({ type: "data", tunnel, data: data.toString("base64") });
  }

  /**
   * Other calls may still succeed, unless the Action loops: then they reach their own limits. No new call
   * begins in it.
   */
  #timeOut(call: Call): void {
    this.retired = true;
    call.end("timedOut", {
      name: "Error",
      message: `The Action did not end within ${this.#options.timeLimitMs} ms.`,
    });
  }

  #watchMemory(): void {
    clearInterval(this.#watch);
    const { pid } = this;
    if (pid === undefined) return;
    this.#watch = setInterval(() => {
      void residentMiB(pid).then((resident) => {
        if (resident > this.#options.memoryLimitMiB) this.#endForMemory();
      });
    }, memoryWatchMs);
  }

  #endForMemory(): void {
    const message = `The Action needed more than ${this.#options.memoryLimitMiB} MiB of memory.`;
    this.#endFor("outOfMemory", "Error", message);
  }

  #endFor(outcome: ActionOutcome, name: string, message: string): void {
    this.#cause ??= { outcome, name, message };
    this.kill();
  }

  #end(how: string): void {
    this.retired = true;
    clearInterval(this.#watch);
    clearTimeout(this.#startLimit);
    for (const connection of this.#connections.values()) connection.destroy();
    // V8 ends the process itself when its heap is full.
    if (/heap out of memory/.test(this.#lastWords)) this.#endForMemory();
    const { outcome, ...error } = this.#cause ?? {
      outcome: "crashed",
      name: "Error",
      message: `The Action's process ended (${how}).`,
    };
    for (const call of this.#calls.values()) call.end(outcome, error);
  }
}
