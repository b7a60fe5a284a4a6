import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { putBack, refusedCalls } from "../scenarios/refusedAdoption.ts";

test.each(others(refusedCalls))(
  "a rejected adoption is rolled back, and succeeds the next time: $name",
  putBack,
);
