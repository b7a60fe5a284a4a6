import { test } from "vitest";
import { representatives } from "../scenarios/cases.ts";
import { liveWholeLife, variants } from "../scenarios/variants.ts";

test.each(representatives(variants))("a stack's whole life, from up to destroy: $name", liveWholeLife);
