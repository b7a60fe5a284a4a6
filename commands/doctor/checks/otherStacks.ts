import { andList } from "../../../configuration/source.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import { clientOverlap, overlap } from "../../../findings/sharedParts.ts";
import type { Subject } from "../Subject.ts";

const { warning } = group("Tenant");

/** Other stacks of the project that manage a part or an application of the tenant which this stack manages too. */
export const checkOtherStacks = ({ beside }: Subject): Finding[] =>
  beside.flatMap(({ name, managed, clientIds }) => {
    const both = (what: string) => `stack "${name}" manages ${what} of this tenant too`;
    return [
      ...(managed.length === 0 ? [] : [warning(both(andList(managed)), overlap)]),
      ...clientIds.map((id) => warning(both(`the application ${id}`), clientOverlap)),
    ];
  });
