import { expect, test } from "vitest";
import { hookNames } from "../../components/hooks/index.ts";
import { guards } from "../scenarios/hookGuards.ts";
import { programWithout } from "../support/program/withoutHook.ts";
import { testStack } from "../support/stack/testStack.ts";

test.each(hookNames.map((hook) => ({ hook, ...guards[hook] })))(
  "the hook $hook keeps its promise, which is broken without it",
  async ({ hook, options, isKept }) => {
    expect(await isKept(await testStack(options))).toBe(true);
    const { up, ...rest } = options ?? {};
    const without = await testStack({ ...rest, project: await programWithout(hook) });
    if (up) await without.up();
    expect(await isKept(without)).toBe(false);
  },
);
