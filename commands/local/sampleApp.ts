import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer as createVite } from "vite";
import type { ViteDevServer } from "vite";
import writeFileAtomic from "write-file-atomic";
import { listenOnLoopback, originAt, PortError } from "../../sandbox/listen.ts";
import { CommandError } from "../terminal/command.ts";

/** The React sample of this project. */
export const reactSample = fileURLToPath(new URL("../../examples/react-spa", import.meta.url));

/** Where the sample is, as a browser sends it. */
export const sampleUrl = (port: number): string => originAt("http://localhost", port);

/** The content of `src/auth_config.json` in Auth0's React samples. */
export interface AuthConfig {
  domain: string;
  clientId: string;
}

export interface SampleAppOptions {
  /** A Vite app that reads `src/auth_config.json`: ours, or Auth0's own. */
  folder: string;
  authConfig: AuthConfig;
  /** 0 takes any free port. */
  port: number;
}

export interface SampleApp {
  /** As in `http://localhost:3000`. */
  url: string;
  close(): Promise<void>;
}

/**
 * A loopback port that is free on both addresses that `localhost` may mean.
 * @throws CommandError if the wanted port can't be had
 */
export async function freePort(wanted: number): Promise<number> {
  try {
    const listener = await listenOnLoopback(() => createServer(), wanted);
    await listener.close();
    return listener.port;
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    throw new CommandError(
      `Failed to start the sample on port ${wanted}: ${error.why}. Fix: choose a different one with --app-port; the stack then declares that port too.`,
    );
  }
}

/**
 * Serves the app on loopback with this configuration, as `npm run dev` in its folder would. At the end, it
 * restores the folder's previous file, which may belong to the user's own tenant.
 */
export async function startSampleApp({ folder, authConfig, port }: SampleAppOptions): Promise<SampleApp> {
  const served: { vite?: ViteDevServer } = {};
  const newServer = () => createServer((request, response) => served.vite?.middlewares(request, response));
  const listener = await listenOnLoopback(newServer, port);
  const putBack = await writeAuthConfig(join(folder, "src", "auth_config.json"), authConfig);
  try {
    // Vite's own server would end the process on a signal, before anything else is cleaned up.
    const vite = await createVite({
      root: folder,
      logLevel: "error",
      clearScreen: false,
      server: { middlewareMode: true, ws: { server: listener.servers[0] } },
    });
    served.vite = vite;
    return {
      url: sampleUrl(listener.port),
      close: async () => {
        await vite.close();
        await listener.close();
        await putBack();
      },
    };
  } catch (error) {
    await listener.close();
    await putBack();
    throw error;
  }
}

async function writeAuthConfig(file: string, authConfig: AuthConfig): Promise<() => Promise<void>> {
  const before = await readFile(file, "utf8").catch(() => undefined);
  await writeFileAtomic(file, `${JSON.stringify(authConfig, null, 2)}\n`);
  return () => (before === undefined ? rm(file, { force: true }) : writeFileAtomic(file, before));
}
