import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { destroyed, leaveOthers, refusedDestroys, repeatDestroy } from "../scenarios/destroys.ts";

test.each(others(destroyed))("a destroy leaves the factors that others turned on: $name", leaveOthers);
test.each(others(refusedDestroys))(
  "a destroy that is refused locks nobody out, and can be repeated: $name",
  repeatDestroy,
);
