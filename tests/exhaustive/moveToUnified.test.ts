import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { legacySenders, moveToUnified } from "../scenarios/moveToUnified.ts";

test.each(others(legacySenders))(
  "a tenant that moves from legacy to unified is followed in three steps: $name",
  moveToUnified,
);
