import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { putBack, refusedCalls } from "../scenarios/refusedAdoption.ts";

test.each(others(refusedCalls))(
  "an adoption that is refused is put back, and works the next time: $name",
  putBack,
);
