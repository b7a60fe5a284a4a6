import { expect, test } from "vitest";
import { representatives } from "../scenarios/cases.ts";
import { destroyed, factorsOn, leaveOthers, refusedDestroys, repeatDestroy } from "../scenarios/destroys.ts";
import { signInState } from "../support/stack/signInState.ts";
import { testStack } from "../support/stack/testStack.ts";

test.each(representatives(destroyed))(
  "a destroy keeps the factors that were turned on elsewhere: $name",
  leaveOthers,
);
test.each(representatives(refusedDestroys))(
  "a rejected destroy locks no user out, and can be repeated: $name",
  repeatDestroy,
);

test("an up after a partly failed destroy restores everything", async () => {
  const stack = await testStack({ up: true });
  await stack.sandbox("POST", "/faults", { rules: ["PUT /guardian/policies 1 403"] });
  await stack.failingDestroy();
  await stack.up();
  expect(await signInState(stack)).toEqual({ required: true, possible: true });
  expect(await stack.preview()).toEqual([]);
});

test("destroy finds the credentials in the stack's configuration, like the provider", async () => {
  const stack = await testStack();
  const { clientId, clientSecret } = stack.local.sandbox.describe().auth0;
  await stack.local.configure({ "auth0:clientId": clientId }, { "auth0:clientSecret": clientSecret });
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...stack.local.environment }).filter(
      ([name]) => !name.startsWith("AUTH0_"),
    ),
  );
  for (const command of ["up", "destroy"]) {
    const { code, stdout, stderr } = await stack.local.pulumi([command, "--yes", "--skip-preview"], { env });
    expect(code, stdout + stderr).toBe(0);
  }
  expect(await stack.api("GET", "/guardian/policies")).toEqual([]);
  expect(await factorsOn(stack)).toEqual([]);
});
