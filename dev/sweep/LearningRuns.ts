import type { TenantState } from "../../sandbox/index.ts";
import { CommandError } from "../../commands/terminal/command.ts";
import { prepareAccounts } from "./accounts.ts";
import { CallCounter } from "./calls.ts";
import type { CallName } from "./calls.ts";
import { likenessOf } from "./likeness.ts";
import { operations } from "./operations.ts";
import type { Operation } from "./operations.ts";
import type { Asked } from "./oracle.ts";
import type { SavedStack, SweepStack } from "./SweepStack.ts";
import { WatchedRun } from "./FaultedRun.ts";

/** What was learned from one clean run of an operation. */
export interface Learnt {
  operation: Operation;
  /** The start of each case, with the operation's configuration set. */
  start: SavedStack;
  /** Its Management API calls, in order. */
  calls: CallName[];
  asked: Asked;
  /** The tenant after a run in which nothing fails. */
  end: string;
  /** Problems for users on the way, although nothing failed. */
  problems: string[];
  /** End states that an `up` is known to repair, by hash. */
  repaired: Set<string>;
  /** Repaired end states after which a preview showed no change. */
  quiet: Set<string>;
}

/** Runs each operation once without a fault, and saves the stack as it leaves it. */
export class LearningRuns {
  readonly #stack: SweepStack;
  readonly #bare: Promise<SavedStack>;
  readonly #ends = new Map<string, Promise<{ saved: SavedStack; learnt: Learnt }>>();

  constructor(stack: SweepStack) {
    this.#stack = stack;
    this.#bare = stack.save();
  }

  async learn(operation: Operation): Promise<Learnt> {
    return (await this.#run(operation)).learnt;
  }

  async #run(operation: Operation): Promise<{ saved: SavedStack; learnt: Learnt }> {
    const known = this.#ends.get(operation.name) ?? this.#runOnce(operation);
    this.#ends.set(operation.name, known);
    return known;
  }

  async #runOnce(operation: Operation): Promise<{ saved: SavedStack; learnt: Learnt }> {
    const stack = this.#stack;
    const bare = await this.#bare;
    const earlier = operations.find(({ name }) => name === operation.from);
    const from = earlier === undefined ? bare : (await this.#run(earlier)).saved;
    await stack.restore({ ...from, stackFile: bare.stackFile });
    const accounts = await prepareAccounts(stack, operation);
    await stack.configure(operation.settings(stack.variant), accounts.secrets);
    const start = await stack.save();
    const asked: Asked = {
      accounts: accounts.known,
      before: start.tenant,
      policy: operation.policy,
      factors: operation.factors ?? [],
      unrelated: idsIn(bare.tenant),
    };
    const counter = new CallCounter();
    const calls: CallName[] = [];
    const watch = new WatchedRun(() => stack.sandbox.save(), asked);
    const result = await stack.run([operation.command, "--yes", "--skip-preview"], {
      before: (method, path) => {
        calls.push(counter.next(method, path));
        return undefined;
      },
      after: (method, path) => watch.after(method, path),
    });
    if (result.code !== 0)
      throw new CommandError(
        `Failed to run ${operation.name} without a fault:\n${result.stdout}\n${result.stderr}`,
      );
    const saved = await stack.save();
    const learnt: Learnt = {
      operation,
      start,
      calls,
      asked,
      end: likenessOf(saved.tenant),
      problems: [...watch.problems],
      repaired: new Set(),
      quiet: new Set(),
    };
    return { saved, learnt };
  }
}

const idsIn = ({ clients, actions }: TenantState): Set<string> =>
  new Set([...clients.map(({ client_id }) => client_id), ...actions.map(({ id }) => id)]);
