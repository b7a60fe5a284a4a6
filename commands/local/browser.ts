import { existsSync, rmSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { exclusively } from "../engine/lock.ts";
import { run } from "../engine/run.ts";
import { cacheFolder } from "../../sandbox/folders.ts";
import { CommandError } from "../terminal/command.ts";

/**
 * The package's own switches are meant for a single page in a cloud function; for example, they disable the
 * same-origin policy. The tests need the browser that people have.
 */
const switches = [
  "--no-sandbox",
  "--font-render-hinting=none",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  // Everything that it opens is on this machine, regardless of the host name.
  "--no-proxy-server",
];

/**
 * The Chromium from the package, without a window.
 * @param more further switches for Chromium
 */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const executablePath = await unpacked();
  // A Chromium that does not end by itself leaves its temporary files behind.
  const temporary = await mkdtemp(join(tmpdir(), "chromium-"));
  const remove = (): void => {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", remove);
  try {
    const browser = await chromium.launch({
      executablePath,
      args: [...switches, ...more],
      headless: true,
      env: { ...process.env, TMPDIR: temporary },
    });
    return browser.once("disconnected", () => {
      process.off("exit", remove);
      remove();
    });
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * The package's executable, unpacked once into the user's cache. The package itself unpacks to the temporary
 * folder and runs whatever is there, which on a shared machine may be somebody else's file.
 */
async function unpacked(): Promise<string> {
  const manifest = new URL("../package.json", import.meta.resolve("@sparticuz/chromium"));
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  const cache = join(cacheFolder(), "chromium");
  const folder = join(cache, version);
  const executable = join(folder, "chromium");
  if (existsSync(executable)) return executable;
  // Concurrent processes must not find half of it.
  return exclusively(
    cache,
    () => undefined,
    async () => {
      if (existsSync(executable)) return executable;
      // Under the lock, an unfinished file belongs to a killed process.
      for (const name of await readdir(cache))
        if (name.startsWith("unfinished-")) await rm(join(cache, name), { recursive: true, force: true });
      const unfinished = await mkdtemp(join(cache, "unfinished-"));
      const script = 'await (await import("@sparticuz/chromium")).default.executablePath();';
      const { code, stderr } = await run(process.execPath, ["--input-type=module", "--eval", script], {
        cwd: fileURLToPath(new URL("../../", import.meta.url)),
        env: { ...process.env, TMPDIR: unfinished },
      });
      if (code !== 0) throw new CommandError(`Failed to unpack Chromium into ${cache}: ${stderr.trim()}`);
      await rename(unfinished, folder);
      return executable;
    },
  );
}

/**
 * The user's own Chrome in a window, slowed down so that a person can follow.
 * @throws CommandError if there is no Chrome or no screen
 */
export async function launchVisibleChrome(): Promise<Browser> {
  try {
    return await chromium.launch({ channel: "chrome", headless: false, slowMo: 250 });
  } catch {
    throw new CommandError(
      "Failed to show a browser: Google Chrome was not found, or there is no display. Fix: leave out --headed.",
    );
  }
}
