import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { legacySenders, moveToUnified } from "../scenarios/moveToUnified.ts";

test.each(others(legacySenders))(
  "a tenant is moved from legacy to unified in three steps: $name",
  moveToUnified,
);
