import { test } from "vitest";
import { budgets, keepBudget } from "../scenarios/budgets.ts";
import { others } from "../scenarios/cases.ts";

test.each(others(budgets))("an up makes as many calls as its review predicted: $name", keepBudget);
