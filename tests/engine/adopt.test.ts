import { test } from "vitest";
import { adoptedTenants, adoptTenant } from "../scenarios/adoption.ts";
import { representatives } from "../scenarios/cases.ts";

test.each(representatives(adoptedTenants))("after adopt the preview shows no change: $name", adoptTenant);
