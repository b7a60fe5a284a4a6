import type { ChangedPath, Step } from "../../preview/Preview.ts";
import type { Text } from "../words/Text.ts";
import type { Change } from "./Change.ts";

/** How the changes of one kind of resource are told. */
export interface Kind {
  /** What people call it, as in `phone provider`. */
  noun: (step: Step) => Text;
  created: (step: Step) => Change[];
  deleted: (step: Step) => Change[];
  /** What it means that the stack lets go of one and leaves it as it is; by default, just that. */
  released?: (step: Step) => Change[];
  /** What a new one in place of the old means for users. */
  replaced: (step: Step) => Change[];
  /** Its settings by the provider's path. A path that is not here is unknown. */
  settings: Readonly<Record<string, Setting>>;
  /** What a resource of the program owns, of all that it holds: to ignore it hides changes. */
  owns?: (step: Step) => readonly string[];
}

/** One setting before and after. */
export interface Pair {
  before: unknown;
  after: unknown;
}

/** A setting whose values may be printed. */
export interface Setting {
  noun: string;
  /** Whether it is a secret: then only that it changed is told. */
  secret?: boolean;
  /** Whether it may be known only when the change is made, as what another resource will give. */
  mayBeUnknown?: boolean;
  tell: (pair: Pair, step: Step, paths: readonly ChangedPath[]) => Change[];
}
