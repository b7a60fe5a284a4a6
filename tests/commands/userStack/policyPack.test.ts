import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { withPolicyPack } from "../../../commands/userStack/policyPack.ts";
import { commandOf } from "../../../commands/userStack/pulumiArgs.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));

test.each([
  ["up", "up"],
  ["--stack dev up", "up"],
  ["-s dev up", "up"],
  ["-sdev up", "up"],
  ["--stack=dev up", "up"],
  ["--non-interactive up", "up"],
  ["-C folder --color never preview --stack up", "preview"],
  ["--config-file up preview", "preview"],
  ["stack rm up", "stack"],
  ["--version", ""],
  ["", ""],
])("the command of `pulumi %s` is %j", (line, command) => {
  expect(commandOf(line.split(" ").filter((word) => word !== ""))).toBe(command);
});

/** What pulumi is called with: the look at the state, then the command itself. */
async function calls(line: string): Promise<string[]> {
  const seen: string[] = [];
  const pulumi = {
    pulumi: (args: readonly string[]) => {
      seen.push(args.join(" "));
      return Promise.resolve({ code: 0, stdout: "{}", stderr: "" });
    },
  };
  await withPolicyPack(pulumi, project, line.split(" "), (args) => pulumi.pulumi(args));
  return seen.map((call) => call.replace(/(--policy-pack-config) .*/, "$1 FILE"));
}

describe("the policy pack", () => {
  const pack = "--policy-pack policy --policy-pack-config FILE";

  test.each([
    ["up --yes --stack dev", "stack export --stack dev"],
    ["--stack dev up --yes", "stack export --stack dev"],
    ["-s dev -C . up --yes", "stack export --stack dev --cwd ."],
    ["-sdev preview", "stack export --stack dev"],
    ["update", "stack export"],
  ])("is run by `pulumi %s`", async (line, look) => {
    expect(await calls(line)).toEqual([look, `${line} ${pack}`]);
  });

  test.each([
    "destroy --yes",
    "stack rm up",
    "up --help",
    "up --policy-pack other",
    "up --policy-pack=other",
  ])("is left out of `pulumi %s`", async (line) => {
    expect(await calls(line)).toEqual([line]);
  });
});
