import { test } from "vitest";
import { choices, manageSome } from "../scenarios/managedParts.ts";

test.each(choices())("a stack that manages one part of an existing tenant: $name", manageSome);
