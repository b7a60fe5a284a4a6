import { readFile, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { putBackState } from "../../../commands/userStack/wholeState.ts";

const damaged = {
  code: 255,
  stdout: "",
  stderr: "error: failed to load checkpoint: unexpected end of JSON input",
};
const whole = { code: 0, stdout: "{}", stderr: "" };

/** pulumi, answering one call after the other. */
function pulumi(...answers: (typeof whole)[]) {
  const calls: string[] = [];
  return {
    calls,
    pulumi: (args: readonly string[], { input }: { input?: string } = {}) => {
      calls.push([...args, ...(input === undefined ? [] : [`< ${input}`])].join(" "));
      return Promise.resolve(answers.shift() ?? whole);
    },
  };
}

const options = ["--stack", "dev"];

test("a complete state stays unchanged", async () => {
  const engine = pulumi(whole);
  expect(await putBackState(engine, options, "before")).toBeUndefined();
  expect(engine.calls).toEqual(["stack export --stack dev"]);
});

test("a state that can't be read for a different reason stays unchanged", async () => {
  const engine = pulumi({ code: 255, stdout: "", stderr: "error: no stack named 'dev' found" });
  expect(await putBackState(engine, options, "before")).toBeUndefined();
});

test("does not claim to have a copy of a state that was not exported before", async () => {
  const engine = pulumi(damaged);
  expect(await putBackState(engine, options, "")).toMatch(
    /Failed to write the complete state.*restores the backup/,
  );
  expect(engine.calls).toEqual(["stack export --stack dev"]);
});

test("a truncated state is restored", async () => {
  const engine = pulumi(damaged, whole, whole);
  expect(await putBackState(engine, options, "before")).toContain(
    "The state is as it was before this run. Fix: free some space.",
  );
  expect(engine.calls[1]).toBe("stack import --stack dev < before");
});

test.each([
  ["rejects it", { ...damaged, stderr: "no space left on device" }, damaged],
  ["truncates it again", whole, damaged],
])(
  "if the disk %s, the state is kept in a file that only the user can read",
  async (_name, imported, looked) => {
    const told = await putBackState(pulumi(damaged, imported, looked), options, "before");
    const file = /--file (\S+\.json)\./.exec(told ?? "")?.[1] ?? "";
    onTestFinished(() => rm(dirname(file), { recursive: true }));
    expect(await readFile(file, "utf8")).toBe("before");
    expect((await stat(file)).mode & 0o077).toBe(0);
  },
);
