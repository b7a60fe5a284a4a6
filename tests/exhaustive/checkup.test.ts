import { afterAll, beforeAll, describe, test } from "vitest";
import { badInputs, refuseInput } from "../scenarios/badInput.ts";
import { others } from "../scenarios/cases.ts";
import { deploy } from "../support/stack/deployedStack.ts";
import type { DeployedStack } from "../support/stack/deployedStack.ts";

let stack: DeployedStack;
beforeAll(async () => {
  stack = await deploy({ passphrase: true });
});
afterAll(() => stack.close());

describe.each(["doctor", "adopt"] as const)("%s, with invalid input", (command) => {
  test.each(others(badInputs))("$name is reported", (input) => refuseInput(stack, command, input));
});
