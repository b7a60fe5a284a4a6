import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { liveWholeLife, variants } from "../scenarios/variants.ts";

test.each(others(variants))("a stack's whole life, from up to destroy: $name", liveWholeLife);
