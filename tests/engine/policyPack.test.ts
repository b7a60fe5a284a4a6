import { readFile, rm, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { withPolicyPack } from "../../commands/userStack/policyPack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";
import type { TestStack } from "../support/stack/testStack.ts";

const up = ["up", "--yes", "--skip-preview"];

/** The effect of `npm run pulumi -- ARGS` on a test's stack. */
const pulumi = ({ local }: TestStack, ...args: string[]) =>
  withPolicyPack(local, local.folder, args, (all) => local.pulumi(all));

test.each(["dev", "prod"])("%s as committed breaks no rule, before and after its first up", async (name) => {
  const stack = await testStack({ stack: name });
  for (const args of [["preview"], up, ["preview", "--expect-no-changes"]]) {
    const { code, stdout } = await pulumi(stack, ...args);
    expect(stdout).toContain("✅ auth0-phone-mfa@v0.1.0");
    expect(stdout).not.toMatch(/\[(mandatory|advisory)\]/);
    expect(code).toBe(0);
  }
});

test("a violation stops a preview, and an up before it writes; the fix in its message works", async () => {
  const stack = await testStack();
  await pulumi(stack, ...up);
  await stack.calls();
  await stack.set({ mfaPolicy: "never" });
  for (const args of [["preview"], up]) {
    const { code, stdout, stderr } = await pulumi(stack, ...args);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/\[mandatory\]\s+policy-not-lowered/);
    expect(stdout + stderr).toContain("pulumi config set allowWeakening true");
    expect(writesIn(await stack.calls())).toEqual([]);
  }

  await stack.set({ allowWeakening: true });
  expect((await pulumi(stack, ...up)).code).toBe(0);
  expect(new Set(writesIn(await stack.calls()))).toEqual(new Set(["PUT /guardian/policies"]));
});

test("the pack detects what the stack would leave behind, although it can't see deletions", async () => {
  const stack = await testStack();
  await pulumi(stack, ...up);
  const program = `${stack.local.folder}/index.ts`;
  const source = await readFile(program, "utf8");
  const without = source.replace(
    "...phone, protect });",
    "...phone, sender: undefined, factor: false, messages: undefined, protect });",
  );
  expect(without).not.toBe(source);
  await rm(program);
  await writeFile(program, without);
  const { code, stdout } = await pulumi(stack, "preview");
  expect(code).not.toBe(0);
  for (const rule of ["sender-covers-delivery", "delete-budget"])
    expect(stdout).toMatch(new RegExp(`\\[mandatory\\]\\s+${rule}`));
});

test("an application that is adopted without its URLs is not checked for them", async () => {
  const stack = await testStack();
  const { client_id: existingClientId } = (await stack.api("POST", "/clients", {
    name: "Shop",
    app_type: "spa",
    callbacks: ["http://shop.example.com/cb", "com.example.shop://cb", "https://Shop.example.com"],
    grant_types: ["authorization_code", "refresh_token"],
  })) as { client_id: string };
  await stack.set({ existingClientId, manageUrls: false });
  expect((await pulumi(stack, ...up)).code).toBe(0);
});
