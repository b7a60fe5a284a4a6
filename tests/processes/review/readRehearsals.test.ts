import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { changeFingerprint } from "../../../commands/userStack/changeFingerprint.ts";
import { rehearsalsAsJson } from "../../../commands/review/rehearsal/parseRehearsals.ts";
import { readRehearsals } from "../../../commands/review/command/readRehearsals.ts";
import type { Rehearsal } from "../../../commands/review/rehearsal/Rehearsal.ts";

const values = "config:\n  acme:mfaPolicy: always\n  acme:appName: Shop\n";

/** A change in a repository of its own, and the file with its rehearsal. */
interface Rehearsed {
  folder: string;
  file: string;
  write: (name: string, text: string) => void;
  git: (...args: string[]) => void;
}

async function rehearsed(...stacks: string[]): Promise<Rehearsed> {
  const folder = mkdtempSync(join(tmpdir(), "auth0-phone-mfa-rehearsed-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
  };
  const git = (...args: string[]) => {
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
  };
  write("Pulumi.yaml", "name: acme\n");
  write("Pulumi.dev.yaml", values);
  write("index.ts", "export default 1;\n");
  git("init", "--quiet");
  git("add", ".");
  const file = join(folder, "rehearsal.json");
  const all = stacks.map(async (stack): Promise<Rehearsal> => {
    const fingerprint = await changeFingerprint(folder, stack);
    const result = { up: { done: true } as const, signIns: [], callbackChecks: [], assumptions: [] };
    return { stack, base: "main", fingerprint, ...result };
  });
  writeFileSync(file, rehearsalsAsJson(await Promise.all(all)));
  return { folder, file, write, git };
}

const ofDev = ({ file, folder }: Rehearsed) => readRehearsals([file], { stacks: ["dev"], folder });

/** Files that are written since the rehearsal; `undefined` removes one. */
type Since = Readonly<Record<string, string | undefined>>;

async function ofDevSince(since: Since): Promise<{ file: string; read: Promise<Rehearsal[]> }> {
  const one = await rehearsed("dev");
  for (const [name, text] of Object.entries(since))
    if (text === undefined) rmSync(join(one.folder, name));
    else one.write(name, text);
  return { file: one.file, read: ofDev(one) };
}

test.each<[string, Since]>([
  ["nothing has changed", {}],
  ["another stack has changed", { "Pulumi.prod.yaml": "config: {}\n" }],
  ["the README has changed", { "README.md": "# Acme\n" }],
  [
    "the stack file has the same values in another order",
    { "Pulumi.dev.yaml": "# Ours\nconfig:\n  acme:appName: Shop\n  acme:mfaPolicy: 'always'\n" },
  ],
])("a rehearsal is one of this change if %s", async (_, since) => {
  const { read } = await ofDevSince(since);
  expect(await read).toMatchObject([{ stack: "dev" }]);
});

test("a rehearsal is one of this change if it was committed since", async () => {
  const one = await rehearsed("dev");
  one.git("commit", "--quiet", "--message", "change");
  expect(await ofDev(one)).toMatchObject([{ stack: "dev" }]);
});

test.each<[string, Since]>([
  ["a value", { "Pulumi.dev.yaml": values.replace("always", "never") }],
  ["the code of an Action", { "action.cjs": "exports.onExecute = 1;\n" }],
  ["a credential", { "Pulumi.dev.yaml": `${values}  twilio:authToken:\n    secure: v1\n` }],
  ["a default", { "Pulumi.yaml": "name: acme\nconfig:\n  protect: { default: true }\n" }],
  ["the program", { "index.ts": "export default 2;\n" }],
  ["a new file of the program", { "more.ts": "export default 1;\n" }],
  ["a file of the program, which is gone", { "index.ts": undefined }],
  ["the packages", { "package-lock.json": "{}\n" }],
])("a rehearsal of a different change is rejected: %s has changed", async (_, since) => {
  const { file, read } = await ofDevSince(since);
  await expect(read).rejects.toThrow(
    `Failed to read the rehearsal ${file}: it is of a different change: the configuration of stack "dev" or the program has changed since. ` +
      `Fix: npm run rehearse -- --stack dev --json rehearsal.json`,
  );
});

test("a rehearsal of other stacks is rejected, and of several stacks, the reviewed one counts", async () => {
  const { file, folder } = await rehearsed("dev", "prod");
  const of = (...stacks: string[]) => readRehearsals([file], { stacks, folder });
  expect(await of("acme/prod")).toMatchObject([{ stack: "prod" }]);
  expect(await of("dev", "prod")).toHaveLength(2);
  await expect(of("test")).rejects.toThrow(
    `it is of stack "dev", "prod", not "test". Fix: npm run rehearse -- --stack test --json rehearsal.json`,
  );
});

test("next to a preview from a file, a rehearsal assumes that both are of the same change", async () => {
  const one = await rehearsed("dev");
  one.write("index.ts", "export default 2;\n");
  const [read] = await readRehearsals([one.file], { stacks: ["dev"], folder: undefined });
  expect(read?.assumptions).toEqual(["the preview is of the change that was rehearsed"]);
});

test("another file is rejected, with the command that writes one", async () => {
  const one = await rehearsed("dev");
  one.write("rehearsal.json", "{}");
  const words = `it is not the output of npm run rehearse. Fix: npm run rehearse -- --stack dev --json rehearsal.json`;
  await expect(ofDev(one)).rejects.toThrow(words);
  rmSync(one.file);
  await expect(ofDev(one)).rejects.toThrow(`Failed to read the rehearsal ${one.file}: it can't be read.`);
});
