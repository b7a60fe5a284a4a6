import type { ActionHandler, ActionResult, ActionRuntimeOptions, ActionSource } from "./action.ts";

/** Runs the code of Actions, each version in a process of its own (docs/decisions/0012). */
export class ActionRuntime {
  readonly options: ActionRuntimeOptions;

  constructor(options: ActionRuntimeOptions) {
    this.options = options;
  }

  /** Calls one handler of an Action. It throws for nothing that the Action does. */
  run(action: ActionSource, handler: ActionHandler, _event: unknown): Promise<ActionResult> {
    return Promise.reject(new Error(`Failed to run ${handler} of ${action.id}: Actions are not run yet.`));
  }

  /** Ends every process of it, whatever they do. */
  stop(): Promise<void> {
    return Promise.resolve();
  }
}
