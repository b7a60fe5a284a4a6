import { CallFailure } from "./CallFailure.ts";
import type { FailureParts } from "./CallFailure.ts";

/** What a `fetch` that rejected means for who asked. */
export function networkFailure(error: unknown, what: string, host: string): CallFailure {
  const code = codeOf(error);
  return new CallFailure({ what, ...describe(code, host) });
}

function describe(code: string, host: string): Omit<FailureParts, "what"> {
  if (code === "TimeoutError") {
    return {
      kind: "timeout",
      why: `${host} did not answer in time.`,
      remedy: "Try again; look at status.auth0.com if it stays so.",
    };
  }
  if (code === "ENOTFOUND") {
    return {
      kind: "unknown-host",
      why: `no address is known for ${host} (${code}).`,
      remedy: "Check the domain's spelling and this machine's network.",
    };
  }
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED/.test(code)) {
    return {
      kind: "untrusted",
      why: `the certificate of ${host} is not trusted (${code}).`,
      remedy:
        "If its CA is your own, name its file in NODE_EXTRA_CA_CERTS; else something stands in between.",
    };
  }
  return {
    kind: "unreachable",
    why: `${host} can't be reached (${code}).`,
    remedy: "Check the domain, this machine's network and its proxy.",
  };
}

/** Node hides the reason of a failed fetch in its causes. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at.name === "TimeoutError") return at.name;
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === "string") return code;
  }
  return "network error";
}
