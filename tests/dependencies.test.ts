import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { programRooms } from "./support/program/rooms.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What Pulumi loads: the program and the policy pack. */
const loaded = ["index.ts", "policy/pack.ts"];
/** The commands that run a user's stack, with the host of a built engine. */
const commands = [
  ...["pulumi", "doctor", "drift", "adopt", "review"].map((name) => `commands/${name}.ts`),
  "commands/engine/nodeHost/main.ts",
];

/** Everything that files load, immediately or on demand, transitively; types excluded. */
function importsOf(files: readonly string[]): { files: Set<string>; packages: Set<string> } {
  const seen = new Set(files);
  const packages = new Set<string>();
  for (const file of seen)
    for (const [, specifier = ""] of readFileSync(join(root, file), "utf8").matchAll(
      /(?:^(?:import(?! type)|export).* from |\b(?:import|createRequire\(import\.meta\.url\))\()"([^"]+)"\)?/gm,
    )) {
      if (specifier.startsWith(".")) seen.add(join(dirname(file), specifier));
      else if (!specifier.startsWith("node:")) packages.add(packageOf(specifier));
    }
  return { files: seen, packages };
}

/** A package without a subpath. */
const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

test("a user's stack needs exactly the production dependencies", () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const { files, packages } = importsOf([...loaded, ...commands]);
  expect([...files]).toContain("senders/twilio/settings.ts");
  expect([...packages].sort()).toEqual(Object.keys(dependencies).sort());
});

test("`pulumi up` loads no folder that only commands need", () => {
  const rooms = new Set([...importsOf(loaded).files].map((file) => file.split("/")[0]));
  expect([...rooms].sort()).toEqual([...programRooms, "config.ts", "index.ts"].sort());
});
