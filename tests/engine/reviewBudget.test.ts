import { test } from "vitest";
import { budgets, keepBudget } from "../scenarios/budgets.ts";
import { representatives } from "../scenarios/cases.ts";

test.each(representatives(budgets))("an up makes as many calls as its review predicted: $name", keepBudget);
