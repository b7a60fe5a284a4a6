import { join } from "node:path";
import type { FoundEngine } from "./onPath.ts";
import { isReachable } from "./reach.ts";

/**
 * Installs Pulumi's own build into `folder` with its own installer; `undefined` if its site can't be reached.
 */
export async function installOfficial(folder: string, version: string): Promise<FoundEngine | undefined> {
  if (!(await isReachable("https://get.pulumi.com/install.sh"))) return undefined;
  // Loaded late: the Automation API takes half a second, and most runs find an engine without it.
  const [{ PulumiCommand }, { SemVer }] = await Promise.all([
    import("@pulumi/pulumi/automation/index.js"),
    import("semver"),
  ]);
  const installed = await PulumiCommand.install({ root: folder, version: new SemVer(version) }).catch(
    () => undefined,
  );
  if (!installed) return undefined;
  return { binFolder: join(folder, "bin"), version: installed.version?.version ?? version };
}
