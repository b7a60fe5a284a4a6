import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { destroyed, leaveOthers, refusedDestroys, repeatDestroy } from "../scenarios/destroys.ts";

test.each(others(destroyed))("a destroy keeps the factors that were turned on elsewhere: $name", leaveOthers);
test.each(others(refusedDestroys))(
  "a rejected destroy locks no user out, and can be repeated: $name",
  repeatDestroy,
);
