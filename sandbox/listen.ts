import { createServer as createPlainServer } from "node:http";
import type { Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { getRequestListener } from "@hono/node-server";
import type { HttpEnv } from "./auth0/edge/httpEnv.ts";
import { SandboxError } from "./options.ts";
import type { Tls } from "./tls.ts";

export interface Listener {
  port: number;
  /** One server for each address. */
  servers: readonly [Server, Server];
  close(): Promise<void>;
}

type Serve = (request: Request, env: HttpEnv["Bindings"]) => Promise<Response>;

const attempts = 10;

/** Serves on loopback, over TLS if a certificate is given. */
export function listen(serve: Serve, port: number, tls?: Tls): Promise<Listener> {
  return listenOnLoopback(() => newServer(serve, tls), port);
}

/**
 * Listens on 127.0.0.1 and, if the machine has it, on ::1 with the same port: `localhost` may mean either,
 * and another program on the other one must not receive the calls.
 *
 * @param port 0 takes any that is free on both
 */
export async function listenOnLoopback(newServer: () => Server, port: number): Promise<Listener> {
  for (let attempt = 1; ; attempt += 1) {
    const servers = [newServer(), newServer()] as const;
    const chosen = await bind(servers[0], "127.0.0.1", port);
    try {
      await bind(servers[1], "::1", chosen);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
        await close(servers[0]);
        if (port === 0 && attempt < attempts) continue;
        throw inUse(port);
      }
      // This machine has no IPv6, so localhost is 127.0.0.1.
    }
    return {
      port: chosen,
      servers,
      close: async () => {
        await Promise.all(servers.map(close));
      },
    };
  }
}

function newServer(serve: Serve, tls: Tls | undefined): Server {
  const listener = getRequestListener((request, env) => serve(request, env as HttpEnv["Bindings"]), {
    overrideGlobalObjects: false,
  });
  const handle = (...args: Parameters<typeof listener>): void => void listener(...args);
  return tls === undefined
    ? createPlainServer(handle)
    : createSecureServer({ cert: tls.cert, key: tls.key }, handle);
}

async function bind(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" && host === "127.0.0.1" ? inUse(port) : error);
    });
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

const inUse = (port: number): SandboxError =>
  new SandboxError(
    `Failed to listen on port ${port}: something else uses it. Choose a different port, or 0 for any.`,
  );

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
