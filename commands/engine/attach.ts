import type { ServedProvider, Warn } from "../../sandbox/plugins/bridge/provider.ts";
import type { RunProgram } from "./nodeHost/runProgram.ts";
import type { Listening } from "../../sandbox/plugins/bridge/rpc/listen.ts";
import { auth0SdkVersion } from "../../sandbox/plugins/auth0/sdk.ts";
import { bridgePlugin } from "../../sandbox/plugins/twilio/sdk.ts";

/**
 * What can be served from this process: the local plugins, by the engine's names for them, and the language
 * host, `nodejs`.
 */
export type Attachable = string;

/** The built engine's language host. */
export const languageHost = "nodejs";

type Environment = Readonly<Record<string, string | undefined>>;

/** What is served from this process. */
export interface Attached {
  /** The variable that tells the engine its address. */
  environment: Record<string, string>;
  stop(): void;
}

/**
 * Serves local plugins and the language host from this process for one run of `pulumi`. Separate processes,
 * running the same code over the same protocol, would cost half of a run's CPU time. The engine attaches to
 * regardless of PULUMI_DEBUG_PROVIDERS and PULUMI_DEBUG_LANGUAGES.
 * @param environment what their own processes would have
 * @param run runs programs; by default, each run gets a process of its own
 */
export async function attach(
  names: readonly Attachable[],
  environment: Environment,
  run?: RunProgram,
): Promise<Attached> {
  const servers = await Promise.all(
    names.map(async (name) => ({ name, server: await serveHere(name, environment, run) })),
  );
  const places = (isHost: boolean): string =>
    servers
      .filter(({ name }) => (name === languageHost) === isHost)
      .map(({ name, server }) => `${name}:${server.port}`)
      .join(",");
  return {
    environment:
      servers.length === 0
        ? {}
        : { PULUMI_DEBUG_PROVIDERS: places(false), PULUMI_DEBUG_LANGUAGES: places(true) },
    stop() {
      for (const { server } of servers) server.stop();
    },
  };
}

/** Loaded late: gRPC is needed only to attach something. */
async function serveHere(name: Attachable, environment: Environment, run?: RunProgram): Promise<Listening> {
  if (name === languageHost) return (await import("./nodeHost/attach.ts")).serveHost({ ...environment }, run);
  const { make, version } = name === "auth0" ? await auth0(environment) : await twilio(environment);
  const { listen } = await import("../../sandbox/plugins/bridge/rpc/listen.ts");
  return listen(make, version);
}

interface Served {
  make: (warn: Warn) => ServedProvider;
  version: string;
}

async function auth0(environment: Environment): Promise<Served> {
  const { Auth0Provider } = await import("../../sandbox/plugins/auth0/provider.ts");
  return { make: (warn) => new Auth0Provider(environment, warn), version: auth0SdkVersion() };
}

async function twilio(environment: Environment): Promise<Served> {
  const { TwilioProvider } = await import("../../sandbox/plugins/twilio/provider.ts");
  return { make: (warn) => new TwilioProvider(environment, warn), version: bridgePlugin.version };
}
