import { getProxyForUrl } from "proxy-from-env";
import type { Dispatcher } from "undici";
import { isOnLoopback } from "../../mfa/urls/hosts.ts";

/**
 * The proxy that the environment sets for a URL: HTTPS_PROXY, HTTP_PROXY or ALL_PROXY, unless NO_PROXY
 * exempts it. Loopback never uses a proxy. The variables mean what they mean to Pulumi's engine and its
 * plugins: a proxy without a scheme speaks HTTP, and a domain in NO_PROXY exempts its subdomains
 * [pkg.go.dev/net/http, ProxyFromEnvironment].
 */
export function proxyFor(url: string): string | undefined {
  if (isOnLoopback(url) || isBelowExempt(new URL(url).hostname)) return undefined;
  const proxy = getProxyForUrl(url);
  const [, bare = ""] = /^https?:\/\/(.*)$/.exec(proxy) ?? [];
  const isWithoutScheme = proxyVariables.some((name) => bare !== "" && process.env[name] === bare);
  return (isWithoutScheme ? `http://${bare}` : proxy) || undefined;
}

const proxyVariables = ["http", "https", "all"].flatMap((scheme) => {
  const name = `${scheme}_proxy`;
  return [name, name.toUpperCase()];
});

/** Where NO_PROXY names a domain above the host; the host itself is the library's to find. */
function isBelowExempt(hostname: string): boolean {
  const exempt = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
  return exempt
    .split(/[\s,]+/)
    .some((domain) => domain !== "" && hostname.endsWith(`.${domain.toLowerCase()}`));
}

/** A proxy's URL for a message, without user and password. */
export function proxyName(proxy: string): string {
  return URL.parse(proxy)?.host ?? "of the environment";
}

/** How long a call may take, and how long a proxy may take to connect: a connection outlives its call. */
export const timeoutMs = 10_000;

/** By the proxy's URL: calls to a host share connections, as with Node's own `fetch`. */
const dispatchers: Record<string, Dispatcher> = {};

/** Node's own `fetch`, through a proxy if the environment sets one. */
export async function fetchByEnvironment(url: string, init: RequestInit): Promise<Response> {
  const proxy = proxyFor(url);
  // With this variable, Node would send loopback through the proxy too.
  if (proxy === undefined && !process.env["NODE_USE_ENV_PROXY"]) return fetch(url, init);
  const undici = await import("undici");
  const dispatcher = (dispatchers[proxy ?? ""] ??=
    proxy === undefined
      ? new undici.Agent()
      : new undici.ProxyAgent({
          uri: proxy,
          clientFactory: (origin, options) =>
            new undici.Pool(origin, { ...options, headersTimeout: timeoutMs }),
        }));
  // The types of the package differ from those of the copy inside Node.
  const own = { ...init, dispatcher } as unknown as Parameters<typeof undici.fetch>[1];
  const response: unknown = await undici.fetch(url, own);
  return response as Response;
}

/**
 * Exempts loopback from any proxy in this process and its child processes. The engine and its plugins talk to
 * each other over loopback, and so does everything with a local tenant; gRPC would use the proxy.
 */
export function exemptLoopback(environment: NodeJS.ProcessEnv): void {
  const names = Object.keys(environment);
  if (!names.some((name) => /^(https?|all|grpc)_proxy$/i.test(name)) && !environment["NODE_USE_ENV_PROXY"])
    return;
  const given = environment["no_proxy"] ?? environment["NO_PROXY"] ?? "";
  const exempt = [given, "localhost", ".localhost", "127.0.0.1", "::1", "[::1]"];
  const value = exempt.filter((one) => one !== "").join(",");
  environment["no_proxy"] = value;
  environment["NO_PROXY"] = value;
}
