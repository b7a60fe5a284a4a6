import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { Gateway } from "../../../sandbox/auth0/actions/Gateway.ts";
import { standIn, valueOf } from "./support.ts";

const refused = (host: string): string =>
  `The local tenant allows Actions to call only api.plivo.com; ${host} was rejected.`;

/** The result of a fetch: its status, or the reason in its cause. */
const fetching = (url: string, init = "{}"): string =>
  `fetch(${JSON.stringify(url)}, ${init}).then((response) => response.status, (error) => error.cause?.message ?? error.message)`;

/** The result of a request with Node's client. */
const requesting = (module: string, options: string): string =>
  `new Promise((resolve) => require(${JSON.stringify(module)}).request(${options}, (response) => {
     let body = ""; response.on("data", (chunk) => body += chunk).on("end", () => resolve([response.statusCode, body]));
   }).on("error", (error) => resolve(error.message)).end("sent"))`;

async function led() {
  const server = await standIn((_request, response, body) =>
    response.writeHead(201, { "x-of": "stand-in" }).end(`got ${body}`),
  );
  return { server, options: { hosts: { "api.plivo.com": `${server.url}/carriers/plivo` } } };
}

describe("a known host is replaced by its stand-in", () => {
  test.each([
    ["https.request", requesting("https", `"https://api.plivo.com/v1/x?y=1", { method: "POST" }`)],
    [
      "an agent of its own",
      requesting(
        "https",
        `{ host: "api.plivo.com", path: "/v1/x?y=1", method: "POST", agent: new (require("https").Agent)({ keepAlive: true }) }`,
      ),
    ],
    [
      "no agent",
      requesting(
        "node:https",
        `{ hostname: "api.plivo.com", path: "/v1/x?y=1", method: "POST", agent: false }`,
      ),
    ],
    [
      "fetch",
      `fetch("https://api.plivo.com/v1/x?y=1", { method: "POST", body: "sent" }).then(async (r) => [r.status, await r.text()])`,
    ],
  ])("for %s", async (_name, expression) => {
    const { server, options } = await led();
    expect(await valueOf(expression, options)).toEqual([201, "got sent"]);
    expect(server.received).toMatchObject([
      {
        method: "POST",
        url: "/carriers/plivo/v1/x?y=1",
        body: "sent",
        headers: { "x-forwarded-host": "api.plivo.com" },
      },
    ]);
  });

  test("without the headers that concern one connection only", async () => {
    const server = await standIn((_request, response) => response.end("done"));
    const sent = ["keep-alive", "proxy-connection", "upgrade", "te", "trailer", "x-other"];
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const connection = new Gateway({ "api.plivo.com": server.url }).connect("api.plivo.com", (data) => {
        text += data.toString();
        if (text.endsWith("done") || text.endsWith("0\r\n\r\n")) resolve(text);
      });
      const lines = sent.map((name) => `${name}: of-the-action\r\n`).join("");
      connection?.receive(Buffer.from(`GET /v1/x HTTP/1.1\r\nhost: api.plivo.com\r\n${lines}\r\n`));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const [received] = server.received;
    const names = Object.entries(received?.headers ?? {}).filter(([, value]) => value === "of-the-action");
    expect(names).toEqual([["x-other", "of-the-action"]]);
  });

  test("with bodies of many frames, and of characters of many bytes", async () => {
    const { options } = await led();
    const length = await valueOf(
      `fetch("https://api.plivo.com/", { method: "POST", body: "ä€😀".repeat(20_000) }).then((r) => r.text()).then((text) => text === "got " + "ä€😀".repeat(20_000))`,
      options,
    );
    expect(length).toBe(true);
  });

  test("and a connection that carries too much is closed", async () => {
    const { server, options } = await led();
    expect(
      await valueOf(fetching("https://api.plivo.com/", `{ method: "POST", body: "x".repeat(3e6) }`), options),
    ).not.toBe(201);
    expect(server.received).toEqual([]);
  });
});

describe("any other host is rejected by name", () => {
  test.each([
    ["another host", "https://example.com/", "example.com"],
    ["loopback", "https://127.0.0.1:3000/api/v2/users", "127.0.0.1"],
    ["loopback by name", "http://localhost:3000/sandbox/messages", "localhost"],
    ["a cloud's metadata", "http://169.254.169.254/latest/meta-data", "169.254.169.254"],
    ["a name in a name", "https://api.plivo.com.example.com/", "api.plivo.com.example.com"],
    ["a name before the name", "https://api.plivo.com@example.com/", "example.com"],
    ["another port", "https://api.plivo.com:8443/", "api.plivo.com:8443"],
    ["no TLS", "http://api.plivo.com/", "http://api.plivo.com, without TLS,"],
  ])("%s", async (_name, url, host) => {
    const { server, options } = await led();
    const text = url.includes("@")
      ? `fetch("https://example.com/").then(() => 0, (error) => error.cause.message)`
      : fetching(url);
    expect(await valueOf(text, options)).toBe(refused(host));
    const module = url.startsWith("https") ? "https" : "http";
    expect(await valueOf(requesting(module, JSON.stringify(url)), options)).toBe(refused(host));
    expect(server.received).toEqual([]);
  });

  test("also if a known host redirects to it", async () => {
    const other = await standIn((_request, response) => response.end());
    const server = await standIn((_request, response) =>
      response.writeHead(302, { location: "https://example.com/" }).end(),
    );
    const direct = await standIn((_request, response) =>
      response.writeHead(302, { location: other.url }).end(),
    );
    const at = (url: string) => ({ hosts: { "api.plivo.com": url } });
    expect(await valueOf(fetching("https://api.plivo.com/"), at(server.url))).toBe(refused("example.com"));
    expect(await valueOf(fetching("https://api.plivo.com/"), at(direct.url))).toBe(refused("127.0.0.1"));
    expect(other.received).toEqual([]);
  });
});

describe("no other API reaches the network", () => {
  test.each([
    ["net.connect", (port: number) => `require("net").connect(${port}, "127.0.0.1")`, "127.0.0.1:"],
    ["a unix socket", () => `require("net").connect("/run/any.sock")`, "/run/any.sock"],
    [
      "a request on a unix socket",
      () =>
        `new Promise((_, reject) => require("http").get({ socketPath: "/run/any.sock" }).on("error", reject))`,
      "/run/any.sock",
    ],
    [
      "a server by its parent",
      () => `Object.getPrototypeOf(require("http").Server.prototype).listen.call({}, 0)`,
      "",
    ],
    [
      "a connection of the Action's own",
      (port: number) =>
        `require("https").get({ host: "api.plivo.com", createConnection: () => require("net").connect(${port}) })`,
      "localhost:",
    ],
    [
      "the client's own dispatcher",
      (port: number) =>
        `new (globalThis[Symbol.for("undici.globalDispatcher.1")].constructor)().request({ origin: "http://127.0.0.1:${port}", path: "/", method: "GET" })`,
      "127.0.0.1",
    ],
    [
      "a socket by a stream's parent",
      () => `new (Object.getPrototypeOf(require("tty").ReadStream))({ fd: 3 })`,
      "",
    ],
    ["tls", () => `require("tls").connect({ host: "example.com", port: 443 })`, "example.com"],
    ["http2", () => `require("http2").connect("https://example.com")`, "example.com"],
    ["dgram", () => `require("dgram").createSocket("udp4")`, "udp4"],
    ["dns", () => `require("dns").promises.lookup("secret.example.com")`, "secret.example.com"],
    ["a resolver", () => `new (require("dns").Resolver)()`, "dns.Resolver"],
    ["a server", () => `require("http").createServer().listen(0)`, ""],
    ["WebSocket", () => `new WebSocket("wss://example.com/")`, "example.com"],
    ["EventSource", () => `new EventSource("https://example.com/")`, "example.com"],
    [
      "import of net",
      (port: number) => `import("node:net").then(({ connect }) => connect(${port}, "127.0.0.1"))`,
      "127.0.0.1:",
    ],
    [
      "the old module of TLS",
      (port: number) => `require("_tls_wrap").connect(${port}, "127.0.0.1")`,
      "127.0.0.1:",
    ],
  ] as const)("%s", async (_name, expression, named) => {
    let connections = 0;
    const server = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { options } = await led();
    const value = await valueOf(expression((server.address() as AddressInfo).port), options);
    expect(String(value)).toMatch(/rejected\.|not a constructor/);
    expect(String(value)).toMatch(new RegExp(named.replaceAll(".", "\\.")));
    expect(connections).toBe(0);
  });
});
