"use strict";
// The errors for an Action that asks for more than the local tenant allows.

let allowed = "no host";

/** @param {string[]} hosts */
function allow(hosts) {
  allowed = hosts.join(", ") || "no host";
}

/** @param {string} message */
function denied(message) {
  return Object.assign(new Error(message), { code: "ERR_ACCESS_DENIED" });
}

/** @param {string} target The host, or the call if it names none. */
function callRefused(target) {
  return denied(`The local tenant allows Actions to call only ${allowed}; ${target} was rejected.`);
}

/** @param {string} what */
function useRefused(what) {
  return denied(`The local tenant keeps Actions from ${what}.`);
}

/**
 * The host in the arguments of a function that connects or looks up: an address, a port and a host, or
 * options.
 * @param {unknown[]} args
 * @returns {string | undefined}
 */
function hostOf(args) {
  const [first, second] = args;
  if (typeof first === "number") return `${typeof second === "string" ? second : "localhost"}:${first}`;
  if (typeof first === "string") return URL.canParse(first) ? new URL(first).host : first;
  if (typeof first !== "object" || first === null) return undefined;
  const { socketPath, path, host, hostname, port } = /** @type {Record<string, unknown>} */ (first);
  const found =
    socketPath ?? path ?? host ?? hostname ?? (port === undefined ? undefined : `localhost:${port}`);
  return found === undefined ? undefined : String(found);
}

module.exports = { allow, callRefused, useRefused, hostOf };
