import { expect, test } from "vitest";
import { testStack } from "../support/stack/testStack.ts";

/** The rows of a preview or an `up` that name a resource. */
const rows = (text: string): string[] =>
  text.split("\n").filter((line) => /^ .{3,} \S+:\S+:\S+ \S+/.test(line));

test("the first preview declares eight resources besides components, none of them dynamic", async () => {
  const stack = await testStack();
  const { stdout } = await stack.local.pulumi(["preview", "--json"]);
  const { steps } = JSON.parse(stdout) as { steps: { urn: string; newState: { custom: boolean } }[] };
  const custom = steps
    .filter(({ newState }) => newState.custom)
    .map(({ urn }) => urn.split("$").at(-1) ?? urn);
  expect(custom.length).toBeLessThanOrEqual(8);
  expect(custom.join()).not.toContain("dynamic");
});

test("one added URL is one row of a preview, and takes few calls", async () => {
  const stack = await testStack({ up: true });
  await stack.set({ callbackUrls: ["http://localhost:3000", "https://app.example.com"] });
  const { stdout } = await stack.local.pulumi(["preview"]);
  expect(rows(stdout).length).toBeLessThanOrEqual(20);
  await stack.calls();
  await stack.up();
  expect((await stack.calls()).length).toBeLessThanOrEqual(4);
});

test.each([
  ["unified", 9],
  ["legacy", 12],
] as const)(
  "%s: without a change nothing is called; with --refresh, each resource is read once",
  async (phoneExperience, most) => {
    const stack = await testStack({ up: true, phoneExperience });
    await stack.calls();
    await stack.preview();
    await stack.up();
    expect(await stack.calls()).toEqual([]);
    await stack.local.pulumi(["preview", "--refresh"]);
    const calls = (await stack.calls()).length;
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThanOrEqual(most);
  },
);

test("a first up and a destroy stay within their number of calls", async () => {
  const stack = await testStack();
  await stack.calls();
  await stack.up();
  expect((await stack.calls()).length).toBeLessThanOrEqual(27);
  await stack.destroy();
  expect((await stack.calls()).length).toBeLessThanOrEqual(18);
});

test("a preview writes nothing, and needs no credentials if nothing changes", async () => {
  const stack = await testStack();
  await stack.calls();
  await stack.preview();
  expect((await stack.calls()).filter(({ method }) => method !== "GET")).toEqual([]);
  await stack.up();
  await stack.calls();
  const env = { ...process.env, ...stack.local.environment, AUTH0_CLIENT_SECRET: "not the secret" };
  const { code, stdout } = await stack.local.pulumi(["preview", "--expect-no-changes"], { env });
  expect(code, stdout).toBe(0);
  expect(await stack.calls()).toEqual([]);
});
