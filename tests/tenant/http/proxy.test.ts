import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkFailure } from "../../../tenant/http/networkFailure.ts";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { exemptLoopback, proxyFor, proxyName } from "../../../tenant/http/proxy.ts";
import { realTransport, requestJson } from "../../../tenant/http/requestJson.ts";
import { connectProxy } from "../../support/http/connectProxy.ts";

const variables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "NODE_USE_ENV_PROXY"];

beforeEach(() => {
  for (const name of variables.flatMap((one) => [one, one.toLowerCase()])) vi.stubEnv(name, "");
});

// Another file of the same process must not find them.
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("which URLs use a proxy", () => {
  test.each([
    ["HTTPS_PROXY", "https://tenant.eu.auth0.com/api/v2/clients", true],
    ["https_proxy", "https://api.twilio.com/2010-04-01", true],
    ["ALL_PROXY", "https://api.plivo.com/v1", true],
    ["HTTP_PROXY", "https://tenant.eu.auth0.com/", false],
    ["HTTPS_PROXY", "https://localhost:3000/api/v2/clients", false],
    ["HTTPS_PROXY", "https://tenant.localhost/", false],
    ["HTTPS_PROXY", "https://127.0.0.1:1/", false],
    ["HTTPS_PROXY", "https://[::1]:1/", false],
  ])("with %s, %s: %j", (variable, url, goes) => {
    vi.stubEnv(variable, "http://proxy.corp:3128");
    expect(proxyFor(url)).toBe(goes ? "http://proxy.corp:3128" : undefined);
  });

  test.each([
    ["tenant.eu.auth0.com", true],
    [".auth0.com", true],
    ["*.auth0.com", true],
    ["*", true],
    ["a.example, tenant.eu.auth0.com", true],
    ["auth0.com", true],
    ["EU.Auth0.com", true],
    ["th0.com", false],
    ["other.eu.auth0.com", false],
  ])("NO_PROXY %s exempts the tenant: %j", (exempt, isExempt) => {
    vi.stubEnv("HTTPS_PROXY", "http://proxy.corp:3128");
    vi.stubEnv("NO_PROXY", exempt);
    expect(proxyFor("https://tenant.eu.auth0.com/")).toBe(isExempt ? undefined : "http://proxy.corp:3128");
  });

  test.each([
    ["proxy.corp:3128", "http://proxy.corp:3128"],
    ["someone:secret@proxy.corp", "http://someone:secret@proxy.corp"],
    ["https://proxy.corp:3128", "https://proxy.corp:3128"],
    ["socks5://proxy.corp:1080", "socks5://proxy.corp:1080"],
  ])("%s is %s", (given, proxy) => {
    vi.stubEnv("HTTPS_PROXY", given);
    expect(proxyFor("https://tenant.eu.auth0.com/")).toBe(proxy);
  });
});

test("a proxy is shown without its user and password", () => {
  expect(proxyName("http://someone:secret@proxy.corp:3128")).toBe("proxy.corp:3128");
  expect(proxyName("not a URL")).toBe("of the environment");
});

describe("loopback is exempt for this process and the processes that it starts", () => {
  test.each([
    [{ HTTPS_PROXY: "http://p:1" }, true],
    [{ https_proxy: "http://p:1", NO_PROXY: "intranet" }, true],
    [{ grpc_proxy: "http://p:1" }, true],
    [{ NODE_USE_ENV_PROXY: "1" }, true],
    [{}, false],
    [{ NO_PROXY: "intranet" }, false],
  ])("%j: %j", (environment: NodeJS.ProcessEnv, changes) => {
    const given = environment["NO_PROXY"];
    exemptLoopback(environment);
    const exempt = (environment["no_proxy"] ?? "").split(",");
    if (changes) expect(exempt).toEqual(expect.arrayContaining(["localhost", "127.0.0.1", "::1"]));
    else expect(environment["no_proxy"]).toBeUndefined();
    if (given !== undefined) expect(environment["NO_PROXY"]).toContain(given);
  });
});

/** A server that answers each call with its Host. */
async function server(): Promise<number> {
  const http = createServer((request, response) => {
    response.end(JSON.stringify({ host: request.headers.host }));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  onTestFinished(() => void http.close());
  return (http.address() as AddressInfo).port;
}

const ask = (url: string) => requestJson(realTransport, url, {}, "read it");

describe("a call", () => {
  test("reaches its host through the proxy", async () => {
    const proxy = await connectProxy(await server());
    vi.stubEnv("HTTP_PROXY", `http://someone:secret@${proxy.host}`);
    expect((await ask("http://tenant.example.com/api")).body).toEqual({ host: "tenant.example.com" });
    expect(proxy.asked).toEqual(["tenant.example.com:80"]);
  });

  test.each([{}, { NODE_USE_ENV_PROXY: "1" }])("to loopback bypasses it: %j", async (more) => {
    const port = await server();
    const proxy = await connectProxy(port);
    for (const [name, value] of Object.entries({ HTTP_PROXY: `http://${proxy.host}`, ...more }))
      vi.stubEnv(name, value);
    expect((await ask(`http://localhost:${port}/`)).body).toEqual({ host: `localhost:${port}` });
    expect(proxy.asked).toEqual([]);
  });

  test.each([
    ["", true],
    ["1", false],
  ])(
    "to loopback is made by Node's own fetch, unless NODE_USE_ENV_PROXY is set: %j",
    async (value, byNode) => {
      vi.stubEnv("NODE_USE_ENV_PROXY", value);
      const own = vi.spyOn(globalThis, "fetch");
      onTestFinished(() => {
        own.mockRestore();
      });
      const port = await server();
      expect((await ask(`http://localhost:${port}/`)).body).toEqual({ host: `localhost:${port}` });
      expect(own).toHaveBeenCalledTimes(byNode ? 1 : 0);
    },
  );

  test.each([
    [
      407,
      /^Failed to read it: the proxy 127\.0\.0\.1:\d+ asks for credentials \(407\)\. Fix: set them in HTTPS_PROXY/,
    ],
    [
      403,
      /the proxy 127\.0\.0\.1:\d+ rejected the connection to tenant\.example\.com \(403\)\. Fix: allow tenant\.example\.com on the proxy/,
    ],
    [502, /rejected the connection to tenant\.example\.com \(502\)/],
  ])("that the proxy rejects with %j reports that", async (status, says) => {
    const proxy = await connectProxy(0, status);
    vi.stubEnv("HTTP_PROXY", `http://someone:secret@${proxy.host}`);
    const failure = ask("http://tenant.example.com/api");
    await expect(failure).rejects.toThrow(says);
    await expect(failure).rejects.not.toThrow(/secret/);
  });

  test.each(["http://someone:pass#word@proxy.corp:1", "http://", "ftp://proxy.corp"])(
    "through %s explains how to write a proxy",
    async (given) => {
      vi.stubEnv("HTTP_PROXY", given);
      const failure = ask("http://tenant.example.com/api");
      await expect(failure).rejects.toThrow(/HTTPS_PROXY is not the URL of a proxy\. Fix: write it as http:/);
      await expect(failure).rejects.not.toThrow(/pass#|someone/);
    },
  );

  test.each([
    [
      new DOMException("late", "TimeoutError"),
      "tenant.example.com, through the proxy proxy.corp:1, did not respond in time.",
    ],
    [
      Object.assign(new Error("untrusted"), { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
      "the certificate of tenant.example.com, through the proxy proxy.corp:1, is not trusted (SELF_SIGNED_CERT_IN_CHAIN).",
    ],
  ])("says that it went through the proxy: %s", (error, why) => {
    vi.stubEnv("HTTPS_PROXY", "http://someone:secret@proxy.corp:1");
    expect(networkFailure(error, "read it", "https://tenant.example.com/").why).toBe(why);
  });

  test("reports a proxy that can't be reached", async () => {
    vi.stubEnv("HTTP_PROXY", "http://someone:secret@127.0.0.1:1");
    await expect(ask("http://tenant.example.com/api")).rejects.toThrow(
      "tenant.example.com can't be reached through the proxy 127.0.0.1:1 (ECONNREFUSED). Fix: check HTTPS_PROXY",
    );
  });
});
