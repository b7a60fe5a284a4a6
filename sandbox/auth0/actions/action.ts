/**
 * The functions of an Action that Auth0 calls for a phone message: the legacy experience's, and the unified
 * one's.
 */
export type ActionHandler = "onExecuteSendPhoneMessage" | "onExecuteCustomPhoneProvider";

/** A deployed version of an Action, ready to run. */
export interface ActionSource {
  /** The version's id, under which data is kept between calls. */
  id: string;
  /** CommonJS, as in Auth0. */
  code: string;
  secrets: Record<string, string>;
  dependencies: { name: string; version: string }[];
}

/**
 * How a call of an Action ended. `failed` is the Action's own fault: it threw, or can't run at all. In the
 * other three cases its process ended: by the time limit, by the memory limit, or by itself.
 */
export type ActionOutcome = "completed" | "failed" | "timedOut" | "outOfMemory" | "crashed";

/** What the Action requested for a message that it could not send: a retry, or none. */
export interface NotificationWish {
  kind: "retry" | "drop";
  /** At most 1024 characters. */
  reason: string;
}

/** One call of an Action. No text in it holds a secret of the Action or a control character. */
export interface ActionResult {
  outcome: ActionOutcome;
  error: { name: string; message: string } | null;
  /** The last request; always `null` in the legacy experience, whose API has none. */
  notification: NotificationWish | null;
  /** 256 characters in all: Auth0 keeps no more [customize/actions/limitations]. */
  console: { level: string; text: string }[];
  /** From the call to its end, including the start of a process. */
  milliseconds: number;
}

export interface ActionRuntimeOptions {
  /**
   * The hosts that Actions may call, each with the base URL of its stand-in: `{"api.plivo.com":
   * "http://127.0.0.1:3000/carriers/plivo"}`.
   */
  hosts: Record<string, string>;
  /** The time limit of a call; Auth0's 20,000 by default [customize/actions/limitations]. */
  timeLimitMs?: number;
  /** The memory limit of an Action's process, in MiB; 256 by default. */
  memoryLimitMiB?: number;
}
