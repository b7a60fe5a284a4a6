import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fingerprintOf } from "../../../commands/review/rehearsal/fingerprint.ts";
import { rehearsalsAsJson } from "../../../commands/review/rehearsal/parseRehearsals.ts";
import { readRehearsals } from "../../../commands/review/rehearsal/readRehearsals.ts";
import type { Rehearsal } from "../../../commands/review/rehearsal/Rehearsal.ts";

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
  write("Pulumi.dev.yaml", "config:\n  acme:mfaPolicy: always\n  acme:appName: Shop\n");
  write("index.ts", "export default 1;\n");
  git("init", "--quiet");
  git("add", ".");
  const file = join(folder, "rehearsal.json");
  const all = stacks.map(async (stack): Promise<Rehearsal> => {
    const fingerprint = await fingerprintOf(folder, stack);
    const result = { up: { done: true } as const, signIns: [], callbackChecks: [], assumptions: [] };
    return { stack, base: "main", fingerprint, ...result };
  });
  writeFileSync(file, rehearsalsAsJson(await Promise.all(all)));
  return { folder, file, write, git };
}

const ofDev = ({ file, folder }: Rehearsed) => readRehearsals([file], { stacks: ["dev"], folder });

test.each<[string, (one: Rehearsed) => void]>([
  ["nothing has changed", () => undefined],
  ["the change was committed since", ({ git }) => git("commit", "--quiet", "--message", "change")],
  ["another stack has changed", ({ write }) => write("Pulumi.prod.yaml", "config: {}\n")],
  ["the README has changed", ({ write }) => write("README.md", "# Acme\n")],
  [
    "the stack file has the same values in another order",
    ({ write }) => {
      write("Pulumi.dev.yaml", "# Ours\nconfig:\n  acme:appName: Shop\n  acme:mfaPolicy: 'always'\n");
    },
  ],
])("a rehearsal is one of this change if %s", async (_, since) => {
  const one = await rehearsed("dev");
  since(one);
  expect(await ofDev(one)).toMatchObject([{ stack: "dev" }]);
});

test.each<[string, (one: Rehearsed) => void]>([
  [
    "a value",
    ({ write }) => write("Pulumi.dev.yaml", "config:\n  acme:mfaPolicy: never\n  acme:appName: Shop\n"),
  ],
  [
    "a credential",
    ({ write }) => {
      write(
        "Pulumi.dev.yaml",
        "config:\n  acme:mfaPolicy: always\n  acme:appName: Shop\n  twilio:authToken:\n    secure: v1\n",
      );
    },
  ],
  ["a default", ({ write }) => write("Pulumi.yaml", "name: acme\nconfig:\n  protect: { default: true }\n")],
  ["the program", ({ write }) => write("index.ts", "export default 2;\n")],
  ["a new file of the program", ({ write }) => write("more.ts", "export default 1;\n")],
  ["a file of the program, which is gone", ({ folder }) => rmSync(join(folder, "index.ts"))],
  ["the packages", ({ write }) => write("package-lock.json", "{}\n")],
])("a rehearsal of a different change is rejected: %s has changed", async (_, since) => {
  const one = await rehearsed("dev");
  since(one);
  await expect(ofDev(one)).rejects.toThrow(
    `Failed to read the rehearsal ${one.file}: it is of a different change: the configuration of stack "dev" or the program has changed since. ` +
      `Fix: npm run rehearse -- --stack dev --json ${one.file}`,
  );
});

test("a rehearsal of other stacks is rejected, and of several stacks, the reviewed one counts", async () => {
  const { file, folder } = await rehearsed("dev", "prod");
  const of = (...stacks: string[]) => readRehearsals([file], { stacks, folder });
  expect(await of("acme/prod")).toMatchObject([{ stack: "prod" }]);
  expect(await of("dev", "prod")).toHaveLength(2);
  await expect(of("test")).rejects.toThrow(
    `it is of stack "dev", "prod", not "test". Fix: npm run rehearse -- --stack test --json ${file}`,
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
  const words = `it is not the output of npm run rehearse. Fix: npm run rehearse -- --stack dev --json ${one.file}`;
  await expect(ofDev(one)).rejects.toThrow(words);
  rmSync(one.file);
  await expect(ofDev(one)).rejects.toThrow(words);
});
