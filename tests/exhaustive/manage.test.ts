import { test } from "vitest";
import { choices, manageSome } from "../scenarios/managedParts.ts";

test.each(choices())("a stack that manages a part of a used tenant: $name", manageSome);
