import type { TenantState } from "../../sandbox/index.ts";
import { CommandError } from "../../commands/terminal/command.ts";
import { prepareAccounts } from "./accounts.ts";
import { CallCounter } from "./calls.ts";
import type { CallName } from "./calls.ts";
import { likenessOf } from "./likeness.ts";
import { operations } from "./operations.ts";
import type { Operation } from "./operations.ts";
import type { Asked } from "./oracle.ts";
import type { Scene, Stage } from "./Stage.ts";
import { Watch } from "./Strike.ts";

/** What one clean run of an operation taught. */
export interface Learnt {
  operation: Operation;
  /** Where each case starts, with the operation's configuration set. */
  start: Scene;
  /** Its Management API calls, in their order. */
  calls: CallName[];
  asked: Asked;
  /** The tenant after a run in which nothing fails. */
  end: string;
  /** What users would have met on the way, though nothing failed. */
  problems: string[];
  /** Ends that are known to be repaired by an `up`, by their hashes. */
  repaired: Set<string>;
  /** Repaired ends after which a preview showed no change. */
  quiet: Set<string>;
}

/** Plays operations without a fault, each once, and keeps the scenes between them. */
export class LearningRuns {
  readonly #stage: Stage;
  readonly #bare: Promise<Scene>;
  readonly #ends = new Map<string, Promise<{ scene: Scene; learnt: Learnt }>>();

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#bare = stage.save();
  }

  async learn(operation: Operation): Promise<Learnt> {
    return (await this.#play(operation)).learnt;
  }

  async #play(operation: Operation): Promise<{ scene: Scene; learnt: Learnt }> {
    const known = this.#ends.get(operation.name) ?? this.#playOnce(operation);
    this.#ends.set(operation.name, known);
    return known;
  }

  async #playOnce(operation: Operation): Promise<{ scene: Scene; learnt: Learnt }> {
    const stage = this.#stage;
    const bare = await this.#bare;
    const earlier = operations.find(({ name }) => name === operation.from);
    const from = earlier === undefined ? bare : (await this.#play(earlier)).scene;
    await stage.restore({ ...from, stackFile: bare.stackFile });
    const accounts = await prepareAccounts(stage, operation);
    await stage.configure(operation.settings(stage.variant), accounts.secrets);
    const start = await stage.save();
    const asked: Asked = {
      accounts: accounts.known,
      before: start.tenant,
      policy: operation.policy,
      unrelated: idsIn(bare.tenant),
    };
    const counter = new CallCounter();
    const calls: CallName[] = [];
    const watch = new Watch(() => stage.sandbox.save(), asked);
    const result = await stage.run([operation.command, "--yes", "--skip-preview"], {
      before: (method, path) => {
        calls.push(counter.next(method, path));
        return undefined;
      },
      after: (method, path) => watch.after(method, path),
    });
    if (result.code !== 0)
      throw new CommandError(
        `Failed to play ${operation.name} without a fault:\n${result.stdout}\n${result.stderr}`,
      );
    const scene = await stage.save();
    const learnt: Learnt = {
      operation,
      start,
      calls,
      asked,
      end: likenessOf(scene.tenant),
      problems: [...watch.problems],
      repaired: new Set(),
      quiet: new Set(),
    };
    return { scene, learnt };
  }
}

const idsIn = ({ clients, actions }: TenantState): Set<string> =>
  new Set([...clients.map(({ client_id }) => client_id), ...actions.map(({ id }) => id)]);
