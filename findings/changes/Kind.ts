import type { Fate } from "../../preview/operations.ts";
import type { ChangedPath, Step } from "../../preview/Preview.ts";
import type { Text } from "../words/Text.ts";
import type { Change } from "./Change.ts";

/** How to describe the changes of one kind of resource. */
export interface Kind {
  /** Its name for people, as in `phone provider`. */
  noun: (step: Step) => Text;
  /** What its creation or its deletion is called, if not that: `bought`. */
  verbs?: Readonly<Partial<Record<Fate, string>>>;
  created: (step: Step) => Change[];
  deleted: (step: Step) => Change[];
  /** What it means that the stack stops managing one and leaves it unchanged; by default, just that. */
  released?: (step: Step) => Change[];
  /** What replacing the old one with a new one means for users. */
  replaced: (step: Step) => Change[];
  /** Its settings by the provider's path. A path that is not listed is unknown. */
  settings: Readonly<Record<string, Setting>>;
  /** The settings that the program's resource owns: ignoring one of them hides changes. */
  owns?: (step: Step) => readonly string[];
}

/** One setting, before and after. */
export interface Pair {
  before: unknown;
  after: unknown;
}

/** A setting whose values may be printed. */
export interface Setting {
  noun: string;
  /** Whether it is a secret. If so, only the fact that it changed is reported. */
  secret?: boolean;
  /** Whether it may be known only during the update, such as another resource's output. */
  mayBeUnknown?: boolean;
  tell: (pair: Pair, step: Step, paths: readonly ChangedPath[]) => Change[];
}
