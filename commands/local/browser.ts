import { existsSync, rmSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import type { Browser, BrowserServer, LaunchOptions } from "playwright-core";
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
export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  launch(more, async (options, onEnd) => (await chromium.launch(options)).once("disconnected", onEnd));

/** The same, for several processes of this machine: each connects to its `wsEndpoint`. A signal does not end it. */
export const launchChromiumServer = (): Promise<BrowserServer> =>
  launch([], async (options, onEnd) => {
    const server = await chromium.launchServer({
      ...options,
      host: "127.0.0.1",
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    server.once("close", onEnd);
    return server;
  });

async function launch<Launched>(
  more: readonly string[],
  start: (options: LaunchOptions, onEnd: () => void) => Promise<Launched>,
): Promise<Launched> {
  const executablePath = await unpacked();
  // A Chromium that does not end by itself leaves its temporary files behind.
  const temporary = await mkdtemp(join(tmpdir(), "chromium-"));
  const remove = (): void => {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", remove);
  const onEnd = (): void => {
    process.off("exit", remove);
    remove();
  };
  try {
    const options = {
      executablePath,
      args: [...switches, ...more],
      headless: true,
      env: { ...process.env, TMPDIR: temporary },
    };
    return await start(options, onEnd);
  } catch (error) {
    onEnd();
    throw error;
  }
}

/**
 * The package's executable, unpacked once into the user's cache. The package itself unpacks to the temporary
 * folder and runs whatever is there, which on a shared machine may be somebody else's file.
 */
async function unpacked(): Promise<string> {
  const main = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest = new URL("../package.json", pathToFileURL(main));
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
