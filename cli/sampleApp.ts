import { createServer } from "node:http";
import type { Server } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createServer as createVite } from "vite";
import writeFileAtomic from "write-file-atomic";
import { CommandError } from "./command.ts";

/** The React sample of this project. */
export const reactSample = fileURLToPath(new URL("../examples/react-spa", import.meta.url));

/** What `src/auth_config.json` of Auth0's React samples holds. */
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
  /** `http://localhost:PORT` */
  url: string;
  close(): Promise<void>;
}

/**
 * A port of this machine's loopback that is free now, on both addresses that `localhost` may mean.
 *
 * @throws CommandError when the wanted one is taken.
 */
export async function freePort(wanted: number): Promise<number> {
  const [first, second] = [createServer(), createServer()];
  try {
    const port = await listen(first, "127.0.0.1", wanted);
    await listen(second, "::1", port).catch(ignoreMissingIpv6);
    return port;
  } catch {
    throw new CommandError(
      `Failed to start the sample at http://localhost:${wanted}: the port is in use. Stop what uses it, or choose another with --app-port, which is then also what the stack declares.`,
    );
  } finally {
    await Promise.all([close(first), close(second)]);
  }
}

/** Writes the app's configuration and serves the app on loopback, as `npm run dev` in its folder would. */
export async function startSampleApp({ folder, authConfig, port }: SampleAppOptions): Promise<SampleApp> {
  await writeFileAtomic(join(folder, "src", "auth_config.json"), `${JSON.stringify(authConfig, null, 2)}\n`);
  const servers = [createServer(), createServer()] as const;
  // Vite's own server would end the process at a signal, before anything else is cleaned up.
  const vite = await createVite({
    root: folder,
    logLevel: "error",
    clearScreen: false,
    server: { middlewareMode: true, ws: { server: servers[0] } },
  });
  for (const server of servers) server.on("request", vite.middlewares);
  try {
    const chosen = await listen(servers[0], "127.0.0.1", port);
    await listen(servers[1], "::1", chosen).catch(ignoreMissingIpv6);
    return {
      url: `http://localhost:${chosen}`,
      close: async () => {
        await vite.close();
        await Promise.all(servers.map(close));
      },
    };
  } catch (error) {
    await vite.close();
    await Promise.all(servers.map(close));
    throw error;
  }
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

/** Without IPv6 `localhost` is 127.0.0.1. */
function ignoreMissingIpv6(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw error;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
