import { test } from "vitest";
import { adoptedTenants, adoptTenant } from "../scenarios/adoption.ts";
import { others } from "../scenarios/cases.ts";

test.each(others(adoptedTenants))("after adopt the preview shows no change: $name", adoptTenant);
