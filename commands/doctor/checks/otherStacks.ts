import { andList } from "../../../configuration/source.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import { managedBy } from "../../../settings/settings.ts";
import type { Subject } from "../Subject.ts";

const { warning } = group("Tenant");

/** Other stacks of the project that manage a part of the tenant which this stack manages too. */
export function checkOtherStacks({ settings, beside }: Subject): Finding[] {
  const own = managedBy(settings);
  return beside.flatMap(({ name, managed }) => {
    const both = managed.filter((part) => own.includes(part));
    if (both.length === 0) return [];
    return [
      warning(
        `stack "${name}" manages ${andList(both)} of this tenant too: each update overwrites the other's, and a destroy turns it off for both`,
        "List in manage of each stack only what that stack should manage.",
      ),
    ];
  });
}
