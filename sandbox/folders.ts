import { homedir } from "node:os";
import { join } from "node:path";

/** The user's cache folder, by each platform's convention. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const base =
    environment["XDG_CACHE_HOME"] ??
    (process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache"));
  return join(base, "auth0-sandbox");
}
