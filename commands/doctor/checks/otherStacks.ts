import { andList } from "../../../configuration/source.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import { overlap } from "../../../findings/sharedParts.ts";
import type { Subject } from "../Subject.ts";

const { warning } = group("Tenant");

/** Other stacks of the project that manage a part of the tenant which this stack manages too. */
export const checkOtherStacks = ({ beside }: Subject): Finding[] =>
  beside
    .filter(({ managed }) => managed.length > 0)
    .map(({ name, managed }) =>
      warning(`stack "${name}" manages ${andList(managed)} of this tenant too`, overlap),
    );
