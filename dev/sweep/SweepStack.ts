import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setValues } from "../../commands/engine/stackFile.ts";
import type { RunResult } from "../../commands/engine/run.ts";
import type { CallObserver, Sandbox, TenantState } from "../../sandbox/index.ts";
import { startSandbox } from "../../sandbox/index.ts";
import { repairCutStates } from "../../commands/userStack/cutState.ts";
import type { LocalStack, Toolchain } from "../../commands/local/localStack.ts";
import { startLocalStack } from "../../commands/local/localStack.ts";
import { addUnrelated } from "./unrelated.ts";
import type { Variant } from "./variants.ts";

/** A saved state of a stack and its tenant, to which both can be restored. */
export interface SavedStack {
  tenant: TenantState;
  /** A copy of Pulumi's state. */
  state: string;
  stackFile: string;
}

/** The time limit of a run, including the provider's own waits. */
const longestRun = 180_000;

/** A variant's stack on its own tenant, on which one case after the other is run. */
export class SweepStack {
  readonly variant: Variant;
  readonly sandbox: Sandbox;
  readonly #stack: LocalStack;
  readonly #watch: { now: CallObserver };
  readonly #interrupted: AbortSignal;
  #saved = 0;

  private constructor(
    variant: Variant,
    sandbox: Sandbox,
    stack: LocalStack,
    watch: { now: CallObserver },
    interrupted: AbortSignal,
  ) {
    this.variant = variant;
    this.sandbox = sandbox;
    this.#stack = stack;
    this.#watch = watch;
    this.#interrupted = interrupted;
  }

  static async open(
    toolchain: Toolchain,
    variant: Variant,
    { project, signal }: { project: string | undefined; signal: AbortSignal },
  ): Promise<SweepStack> {
    const watch: { now: CallObserver } = { now: {} };
    const { phoneExperience, sender } = variant;
    const sandbox = await startSandbox({
      phoneExperience,
      observer: {
        before: (method, path) => watch.now.before?.(method, path),
        after: (method, path) => watch.now.after?.(method, path),
      },
    });
    const stack = await startLocalStack(toolchain, {
      stack: "dev",
      sender,
      phoneExperience,
      tenant: sandbox,
      ...(project !== undefined && { project }),
    });
    await addUnrelated(sandbox);
    return new SweepStack(variant, sandbox, stack, watch, signal);
  }

  /** Runs `pulumi ARGS` with an observer of its calls. */
  async run(args: readonly string[], watch: CallObserver = {}, kill?: AbortSignal): Promise<RunResult> {
    this.#watch.now = watch;
    const ends = [this.#interrupted, AbortSignal.timeout(longestRun), ...(kill ? [kill] : [])];
    try {
      return await this.#stack.pulumi(args, { kill: AbortSignal.any(ends) });
    } finally {
      this.#watch.now = {};
    }
  }

  /** Sets the project's own configuration, and secrets by their full keys. */
  async configure(
    settings: Readonly<Record<string, unknown>>,
    secrets: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const own = Object.entries(settings).map(([key, value]) => [`auth0-phone-mfa:${key}`, value] as const);
    await setValues(this.#stackFile, Object.fromEntries(own));
    if (Object.keys(secrets).length > 0) await this.#stack.configure({}, secrets);
  }

  async save(): Promise<SavedStack> {
    const state = join(dirname(this.#stack.stateFolder), `saved-${(this.#saved += 1)}`);
    await cp(join(this.#stack.stateFolder, ".pulumi"), state, { recursive: true });
    for (const past of ["history", "backups", "locks"])
      await rm(join(state, past), { recursive: true, force: true });
    return { tenant: this.sandbox.save(), state, stackFile: await readFile(this.#stackFile, "utf8") };
  }

  async restore({ tenant, state, stackFile }: SavedStack): Promise<void> {
    const present = join(this.#stack.stateFolder, ".pulumi");
    await rm(present, { recursive: true, force: true });
    await mkdir(this.#stack.stateFolder, { recursive: true });
    await cp(state, present, { recursive: true });
    await writeFile(this.#stackFile, stackFile);
    this.sandbox.restore(tenant);
  }

  /** What `npm run pulumi` does before anything else: a killed engine may have been writing its state. */
  async repairState(): Promise<void> {
    const environment = { PULUMI_BACKEND_URL: `file://${this.#stack.stateFolder}` };
    await repairCutStates(environment, this.#stack.projectName, true);
  }

  /** Pulumi's state as stored, with encrypted secrets. */
  async pulumiState(): Promise<string> {
    const file = join(this.#stack.stateFolder, ".pulumi", "stacks", "auth0-phone-mfa", "dev.json");
    return readFile(file, "utf8").catch(() => "");
  }

  close(): Promise<void> {
    return this.#stack.close();
  }

  get #stackFile(): string {
    return join(this.#stack.folder, "Pulumi.dev.yaml");
  }
}
