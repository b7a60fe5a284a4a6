import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of a project's packages: a workspace hoists them to a folder above it. */
export function packagesOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const packages = join(at, "node_modules");
    if (existsSync(join(packages, "@pulumi", "pulumi"))) return packages;
    if (dirname(at) === at) return undefined;
  }
}
