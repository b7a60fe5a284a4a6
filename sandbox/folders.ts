import { homedir } from "node:os";
import { join } from "node:path";

/** The user's folder for what can be built again, by each platform's own convention. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const base =
    environment["XDG_CACHE_HOME"] ??
    (process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache"));
  return join(base, "auth0-sandbox");
}
