import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const program = ["index.ts", "config.ts", "mfa", "tenant", "settings", "components", "actions", "policy"];

function filesIn(path: string): string[] {
  const full = join(root, path);
  if (!statSync(full).isDirectory()) return [full];
  return readdirSync(full).flatMap((name) => filesIn(join(path, name)));
}

/** The packages that a file imports, without their subpaths. */
function packagesOf(file: string): string[] {
  const specifiers = [...readFileSync(file, "utf8").matchAll(/from "([^".][^"]*)"/g)].map(
    (match) => match[1] ?? "",
  );
  return specifiers
    .filter((specifier) => !specifier.startsWith("node:"))
    .map((specifier) =>
      specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/"),
    );
}

test("`pulumi up` needs the production dependencies, all of them, and no other package", () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const imported = new Set(program.flatMap(filesIn).flatMap(packagesOf));
  expect([...imported].sort()).toEqual(Object.keys(dependencies).sort());
});
