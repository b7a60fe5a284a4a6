import { CallFailure } from "./CallFailure.ts";
import type { FailureParts } from "./CallFailure.ts";
import { proxyFor, proxyName } from "./proxy.ts";

/** The meaning of a rejected `fetch` for the user. */
export function networkFailure(error: unknown, what: string, url: string): CallFailure {
  const proxy = proxyFor(url);
  const { host } = new URL(url);
  const code = codeOf(error);
  const parts = proxy === undefined ? describe(code, host) : throughProxy(error, { code, host, proxy });
  return new CallFailure({ what, ...parts });
}

type Description = Omit<FailureParts, "what">;

function throughProxy(
  error: unknown,
  { code, host, proxy }: { code: string; host: string; proxy: string },
): Description {
  const through = `through the proxy ${proxyName(proxy)}`;
  // undici's wording: "Proxy response (407) !== 200 when HTTP Tunneling".
  const status = /Proxy response \((\d+)\)/.exec(causesOf(error).join("\n"))?.[1];
  if (status === "407") {
    return {
      kind: "unreachable",
      why: `the proxy ${proxyName(proxy)} asks for credentials (407).`,
      remedy: "Set them in HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.",
    };
  }
  if (status !== undefined) {
    return {
      kind: "unreachable",
      why: `the proxy ${proxyName(proxy)} rejected the connection to ${host} (${status}).`,
      remedy: `Allow ${host} on the proxy, or exempt it with NO_PROXY.`,
    };
  }
  if (/INVALID_(URL|ARG)/.test(code)) {
    return {
      kind: "unreachable",
      why: `${host} can't be reached, since HTTPS_PROXY is not the URL of a proxy.`,
      remedy:
        "Write it as http://HOST:PORT, and percent-encode special characters in the password (# becomes %23).",
    };
  }
  const { kind, why, remedy } = describe(code, host);
  if (kind === "untrusted" || kind === "timeout")
    return { kind, why: why.replace(host, `${host}, ${through},`), remedy };
  return {
    kind: "unreachable",
    why: `${host} can't be reached ${through} (${code}).`,
    remedy: "Check HTTPS_PROXY and NO_PROXY, and whether the proxy is up.",
  };
}

function describe(code: string, host: string): Description {
  if (code === "TimeoutError") {
    return {
      kind: "timeout",
      why: `${host} did not respond in time.`,
      remedy: "Try again. If it keeps failing, check the service's status page.",
    };
  }
  if (code === "ENOTFOUND") {
    return {
      kind: "unknown-host",
      why: `the host name can't be resolved: ${host} (${code}).`,
      remedy:
        "Check the spelling of the host and this machine's network. If it reaches the internet only through a proxy, set HTTPS_PROXY.",
    };
  }
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED/.test(code)) {
    return {
      kind: "untrusted",
      why: `the certificate of ${host} is not trusted (${code}).`,
      remedy:
        "If the CA is your own, set NODE_EXTRA_CA_CERTS to its file. Otherwise something intercepts the connection.",
    };
  }
  return {
    kind: "unreachable",
    why: `${host} can't be reached (${code}).`,
    remedy: "Check the host, this machine's network and its proxy.",
  };
}

/** Node puts the reason of a failed fetch into nested causes. */
function codeOf(error: unknown): string {
  for (const cause of causes(error)) {
    if (cause.name === "TimeoutError") return cause.name;
    const { code } = cause as NodeJS.ErrnoException;
    if (typeof code === "string") return code;
  }
  return "network error";
}

const causesOf = (error: unknown): string[] => causes(error).map(({ message }) => message);

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let at = error; at instanceof Error && found.length < 5; at = at.cause) found.push(at);
  return found;
}
