import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { repairCutStates } from "../../../commands/userStack/cutState.ts";

/** A backend on disk with these files below `.pulumi`. */
async function backend(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-backend-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, ".pulumi", name, ".."), { recursive: true });
    await writeFile(join(folder, ".pulumi", name), text);
  }
  const state = () => readFile(join(folder, ".pulumi", "stacks/auth0-phone-mfa/dev.json"), "utf8");
  return { environment: { PULUMI_BACKEND_URL: `file://${folder}` }, state };
}

const file = "stacks/auth0-phone-mfa/dev.json";
const whole = '{"version":3}';

test("a truncated or empty state is restored from its backup", async () => {
  for (const cut of [whole.slice(0, 5), ""]) {
    const { environment, state } = await backend({ [file]: cut, [`${file}.bak`]: whole });
    expect(await repairCutStates(environment, "auth0-phone-mfa")).toEqual(["dev"]);
    expect(await state()).toBe(whole);
  }
});

test("an empty attributes file is deleted, and the state stays", async () => {
  const { environment, state } = await backend({
    [file]: whole,
    [`${file}.attrs`]: "",
    [`${file}.bak`]: "{}",
  });
  expect(await repairCutStates(environment, "auth0-phone-mfa")).toEqual(["dev"]);
  expect(await state()).toBe(whole);
  expect(await repairCutStates(environment, "auth0-phone-mfa")).toEqual([]);
});

test("a locked state can be repaired if the caller knows that no process is writing", async () => {
  const { environment, state } = await backend({
    [file]: "{",
    [`${file}.bak`]: whole,
    "locks/organization/auth0-phone-mfa/dev/1.json": "{}",
  });
  expect(await repairCutStates(environment, "auth0-phone-mfa", true)).toEqual(["dev"]);
  expect(await state()).toBe(whole);
});

test.each<[string, Record<string, string>, string]>([
  ["is whole", { [file]: '{"version":4}', [`${file}.bak`]: whole }, '{"version":4}'],
  ["has no backup", { [file]: "{" }, "{"],
  ["has a backup that is cut too", { [file]: "{", [`${file}.bak`]: "{" }, "{"],
  [
    "another process may be writing",
    { [file]: "{", [`${file}.bak`]: whole, "locks/organization/auth0-phone-mfa/dev/1.json": "{}" },
    "{",
  ],
])("a state that %s stays unchanged", async (_name, files, expected) => {
  const { environment, state } = await backend(files);
  expect(await repairCutStates(environment, "auth0-phone-mfa")).toEqual([]);
  expect(await state()).toBe(expected);
});

test("states in other backends are not touched", async () => {
  expect(await repairCutStates({ PULUMI_BACKEND_URL: "https://api.pulumi.com" }, "auth0-phone-mfa")).toEqual(
    [],
  );
  expect(await repairCutStates({ PULUMI_HOME: "/nowhere" }, "auth0-phone-mfa")).toEqual([]);
});
