/**
 * The functions of an Action that Auth0 calls for a phone message: the legacy experience's, and the unified
 * one's.
 */
export type ActionHandler = "onExecuteSendPhoneMessage" | "onExecuteCustomPhoneProvider";

/** A deployed version of an Action, as it is run. */
export interface ActionSource {
  /** The version's id: what is kept between calls is kept for one id. */
  id: string;
  /** CommonJS, as Auth0 takes it. */
  code: string;
  secrets: Record<string, string>;
  dependencies: { name: string; version: string }[];
}

/**
 * How a call of an Action ended. `failed` is the Action's own doing: it threw, or can't be run at all. In the
 * other three its process was ended: by the time limit, by the memory limit, or by itself.
 */
export type ActionOutcome = "completed" | "failed" | "timedOut" | "outOfMemory" | "crashed";

/** What the Action asked of a message it could not send: another try later, or none. */
export interface NotificationWish {
  kind: "retry" | "drop";
  /** At most 1024 characters. */
  reason: string;
}

/** One call of an Action. No text in it holds a secret of the Action or a control character. */
export interface ActionResult {
  outcome: ActionOutcome;
  error: { name: string; message: string } | null;
  /** The last one asked for; always `null` in the legacy experience, whose API has none. */
  notification: NotificationWish | null;
  /** 256 characters in all: Auth0 keeps no more [customize/actions/limitations]. */
  console: { level: string; text: string }[];
  /** From the call to its end, the start of a process included. */
  milliseconds: number;
}

export interface ActionRuntimeOptions {
  /**
   * Hosts that Actions may call, each with the base URL of its stand-in: `{"api.plivo.com":
   * "http://127.0.0.1:3000/carriers/plivo"}`.
   */
  hosts: Record<string, string>;
  /** How long a call may take; Auth0's 20,000 when left out [customize/actions/limitations]. */
  timeLimitMs?: number;
  /** Resident memory of an Action's process, in MiB; 256 when left out. */
  memoryLimitMiB?: number;
}
