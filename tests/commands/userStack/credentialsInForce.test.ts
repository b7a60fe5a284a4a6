import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { bringCredentials } from "../../../commands/userStack/credentialsInForce.ts";

const urn = (type: string, name: string) => `urn:pulumi:dev::acme::${type}::${name}`;
const provider = urn("pulumi:providers:auth0", "default_3_49_0");
const twilio = urn("pulumi:providers:twilio", "default_0_27_0");

/** What is run before `line`, on a state of these resources, in a project with these lines. */
async function before(
  line: string,
  urns: readonly string[],
  { code = 0, more = "" } = {},
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "credentials-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "Pulumi.yaml"), `name: acme\n${more}`);
  const calls: string[] = [];
  const stdout = JSON.stringify({ deployment: { resources: urns.map((each) => ({ urn: each })) } });
  const pulumi = (args: readonly string[]) => {
    calls.push(args.join(" "));
    return Promise.resolve({ code, stdout, stderr: "" });
  };
  await bringCredentials({ pulumi }, line.split(" "), folder);
  return calls;
}

describe("a command that uses the state's credentials gets those of the configuration", () => {
  test.each([
    "import --stack dev --file resources.json",
    "destroy --refresh --stack dev",
    "down -r --yes --stack dev",
    "--stack dev dn --refresh=true",
    "destroy --refresh=1 --stack dev",
    "destroy -ry --stack dev",
    "destroy -fyr --stack dev",
    "destroy --refresh=false -r --stack dev",
  ])("%s", async (line) => {
    const found = [
      provider,
      urn("pulumi:providers:pulumi", "default"),
      urn("pulumi:index:Stash", "tenant"),
      twilio,
    ];
    expect(await before(line, found)).toEqual([
      "stack export --stack dev",
      `refresh --yes --skip-preview --target ${provider} --target ${twilio} --stack dev`,
    ]);
  });

  test("also if the project refreshes in each run", async () => {
    const more = "options:\n  refresh: always\n";
    expect(await before("destroy --stack dev", [provider], { more })).toHaveLength(2);
    expect(await before("destroy --refresh=false", [provider], { more })).toEqual([]);
    expect(await before("up", [provider], { more })).toEqual([]);
    expect(await before("destroy", [provider], { more: "options:\n" })).toEqual([]);
  });

  test("and runs nothing extra if there is no provider yet", async () => {
    expect(await before("import --stack dev", [])).toEqual(["stack export --stack dev"]);
  });

  test("and reports it if there is no stack", async () => {
    expect(await before("import --stack dev", [provider], { code: 1 })).toEqual(["stack export --stack dev"]);
  });
});

test.each([
  "up --refresh",
  "preview --refresh",
  "refresh",
  "destroy",
  "destroy --refresh=false",
  "destroy --refresh --refresh=F",
  "destroy -sdevr",
  "destroy --target urn:r",
  "stack import --file state.json",
])("any other command uses the program's credentials: %s", async (line) => {
  expect(await before(line, [provider])).toEqual([]);
});
