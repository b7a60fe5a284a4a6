"use strict";
// fetch and Node's http client over tunnels. Each connection is checked by its host, so redirects are checked
// too.

const http = require("node:http");
const https = require("node:https");
const { Tunnel } = require("./Tunnel.cjs");
const { callRefused } = require("./refusal.cjs");
const { defer } = require("./primordials.cjs");

/** @type {string[]} */
let hosts = [];
const httpsPort = 443;

/** @param {string[]} allowed */
function lead(allowed) {
  hosts = allowed;
}

/**
 * Why a connection is rejected; `undefined` if it is allowed.
 * @param {{ host: string, port: number, secure: boolean, socketPath?: string | undefined }} target
 */
function refusalOf({ host, port, secure, socketPath }) {
  if (socketPath) return callRefused(socketPath);
  if (!hosts.includes(host)) return callRefused(host);
  if (!secure) return callRefused(`http://${host}, without TLS,`);
  if (port !== httpsPort) return callRefused(`${host}:${port}`);
  return undefined;
}

/** Agents of Node's http client, including the Action's own. */
function leadAgents() {
  /** @this {http.Agent} @param {any} options */
  const connect = function (options) {
    const { host, port, socketPath } = options;
    const secure = this instanceof https.Agent;
    const refusal = refusalOf({ host, port: Number(port), secure, socketPath });
    const tunnel = new Tunnel(host);
    return refusal === undefined ? tunnel : tunnel.destroy(refusal);
  };
  for (const { prototype } of [http.Agent, https.Agent]) {
    Object.defineProperty(prototype, "createConnection", { value: connect });
  }
}

/** Node's fetch gets its connections from the dispatcher under this name (undici, `getGlobalDispatcher`). */
const dispatcher = Symbol.for("undici.globalDispatcher.1");

function leadFetch() {
  const globals = /** @type {any} */ (globalThis);
  // Node loads fetch when first used.
  new Response();
  const { constructor: Agent } = globals[dispatcher];
  globals[dispatcher] = new Agent({
    /** @param {any} options @param {(error: Error | null, socket: unknown) => void} done */
    connect: ({ hostname, port, protocol }, done) => {
      const secure = protocol === "https:";
      const refusal = refusalOf({ host: hostname, port: Number(port || httpsPort), secure });
      // The client never writes to a connection that is ready immediately, because it still waits for it.
      defer(() => {
        done(refusal ?? null, refusal === undefined ? new Tunnel(hostname) : null);
      });
    },
  });
}

module.exports = { lead, leadAgents, leadFetch };
