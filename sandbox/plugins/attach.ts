import type { ServedProvider, Warn } from "./bridge/provider.ts";
import { listen } from "./bridge/rpc/listen.ts";
import { auth0SdkVersion } from "./auth0/sdk.ts";
import { bridgePlugin } from "./twilio/sdk.ts";

/** A stand-in's name, as the engine asks for it: `auth0`, or the bridge that becomes the twilio package. */
export type PluginName = string;

type Environment = Readonly<Record<string, string | undefined>>;

/** Plugins that serve from this process. */
export interface AttachedPlugins {
  /** Tells the engine where they are. */
  environment: Record<string, string>;
  stop(): void;
}

/**
 * Serves local plugins from this process for one run of `pulumi`, instead of a process of their own each, which costs a second of CPU
 * a run: the same code over the same wire. The engine attaches to what PULUMI_DEBUG_PROVIDERS names.
 *
 * @param environment what a plugin's own process would have
 */
export async function attachPlugins(
  names: readonly PluginName[],
  environment: Environment,
): Promise<AttachedPlugins> {
  const servers = await Promise.all(names.map((name) => serveHere(name, environment)));
  const places = servers.map(({ port }, index) => `${names[index] ?? ""}:${port}`);
  return {
    environment: places.length > 0 ? { PULUMI_DEBUG_PROVIDERS: places.join(",") } : {},
    stop() {
      for (const server of servers) server.stop();
    },
  };
}

async function serveHere(name: PluginName, environment: Environment) {
  // Loaded late: who attaches nothing needs no gRPC.
  const { make, version } = name === "auth0" ? await auth0(environment) : await twilio(environment);
  return listen(make, version);
}

interface Served {
  make: (warn: Warn) => ServedProvider;
  version: string;
}

async function auth0(environment: Environment): Promise<Served> {
  const { Auth0Provider } = await import("./auth0/provider.ts");
  return { make: (warn) => new Auth0Provider(environment, warn), version: auth0SdkVersion() };
}

async function twilio(environment: Environment): Promise<Served> {
  const { TwilioProvider } = await import("./twilio/provider.ts");
  return { make: (warn) => new TwilioProvider(environment, warn), version: bridgePlugin.version };
}
