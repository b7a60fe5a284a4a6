import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../sandbox/folders.ts";
import { buildEngine, pinnedVersion } from "./build.ts";
import { installOfficial } from "./official.ts";
import { findOnPath, versionOf } from "./onPath.ts";
import type { Progress } from "./progress.ts";

export interface Engine {
  /** The folder that holds `pulumi` and its language host; it goes first on PATH. */
  binFolder: string;
  /** As in `3.259.0`. */
  version: string;
  /** Its origin, for people. */
  origin: "found on PATH" | "installed by Pulumi's installer" | "built from Go modules";
}

/** Whether it lacks Pulumi's language host: this project's host then replaces it. */
export const isBuilt = ({ origin }: Pick<Engine, "origin">): boolean => origin === "built from Go modules";

/**
 * The Pulumi engine: the one on PATH, else Pulumi's own build, else one built from pinned Go modules. The
 * last two are cached for the user, so that the next run starts at once.
 * @throws EngineError with what to install, if none is available
 */
export async function ensureEngine(progress: Progress): Promise<Engine> {
  const onPath = await findOnPath();
  if (onPath) return { ...onPath, origin: "found on PATH" };

  const cache = join(cacheFolder(), "engine");
  const official = join(cache, `official-${await pinnedVersion()}`);
  if (existsSync(join(official, "bin", "pulumi"))) {
    const version = await versionOf(join(official, "bin", "pulumi"));
    if (version !== undefined)
      return { binFolder: join(official, "bin"), version, origin: "installed by Pulumi's installer" };
  }

  const installed = await installOfficial(official, await pinnedVersion());
  if (installed) return { ...installed, origin: "installed by Pulumi's installer" };

  return { ...(await buildEngine(cache, progress)), origin: "built from Go modules" };
}
