import { printable } from "../../findings/words/printable.ts";
import type { Step } from "../../preview/Preview.ts";
import { inUsualOrder } from "../../preview/usualOrder.ts";

/** The steps of a preview, as `pulumi preview` prints them. */
export interface Listed {
  /** As in `~ auth0:index:Guardian mfa update [policy]`. No values: they may be secrets. */
  lines: readonly string[];
  unchanged: number;
}

/** The engine's signs. */
const signs: Readonly<Record<string, string>> = {
  create: "+",
  delete: "-",
  update: "~",
  replace: "+-",
  import: "=",
};

/** The parts of a replacement are covered by its `replace`, and a read changes nothing. */
const untold = /^(same|read|refresh)$|-(replacement|replaced|discard)$/;

export function listedOf(steps: readonly Step[]): Listed {
  const told = inUsualOrder(steps.filter(({ op }) => !untold.test(op)));
  return {
    lines: told.map(lineOf),
    unchanged: steps.filter(({ op }) => op === "same").length,
  };
}

function lineOf({ op, type, name, paths }: Step): string {
  const short = type.replace(/^([^:]+):([^:/]+)\/[^:]+:/, "$1:$2:");
  const changed = paths.map(({ written }) => printable(written, 80));
  const diff = changed.length > 0 ? ` [${[...new Set(changed)].join(", ")}]` : "";
  return `${(signs[op] ?? "?").padEnd(2)} ${printable(short)} ${printable(name)} ${printable(op)}${diff}`;
}
