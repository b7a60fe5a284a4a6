import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { request } from "node:https";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parseFault } from "../../sandbox/auth0/edge/faults.ts";
import type { FaultRule } from "../../sandbox/auth0/edge/faults.ts";
import { StateFile } from "../../sandbox/auth0/state/stateFile.ts";
import type { TenantState } from "../../sandbox/auth0/state/tenantState.ts";
import type { SandboxDescription } from "../../sandbox/description.ts";
import { startSandbox } from "../../sandbox/index.ts";
import type { SandboxOptions } from "../../sandbox/index.ts";
import { listenOnLoopback } from "../../sandbox/listen.ts";
import { caFolder, localTls } from "../../sandbox/tls.ts";

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === "::1"),
);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-test-"));
  process.env["AUTH0_SANDBOX_CA_DIR"] = join(folder, "ca");
});
afterAll(async () => {
  delete process.env["AUTH0_SANDBOX_CA_DIR"];
  await rm(folder, { recursive: true, force: true });
});

async function started(
  options: SandboxOptions = {},
): Promise<SandboxDescription & { stop: () => Promise<void> }> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.stop());
  return { ...sandbox.describe(), stop: () => sandbox.stop() };
}

interface Answer {
  status: number | undefined;
  body: unknown;
}

/** A call over TLS with the certificates given; rejects as the connection does. */
async function call(
  url: string,
  ca: string | undefined,
  init: {
    method?: string;
    token?: string;
    body?: unknown;
    timeout?: number;
    host?: string | undefined;
  } = {},
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${init.token ?? ""}`,
      ...(init.host === undefined ? {} : { host: init.host }),
    };
    const outgoing = request(
      url,
      { method: init.method ?? "GET", headers, ...(ca === undefined ? {} : { ca }) },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        response.on("end", () => {
          resolve({ status: response.statusCode, body: text === "" ? undefined : JSON.parse(text) });
        });
      },
    );
    if (init.timeout !== undefined)
      outgoing.setTimeout(init.timeout, () => outgoing.destroy(new Error("gave up")));
    outgoing.on("error", reject);
    outgoing.end(init.body === undefined ? undefined : JSON.stringify(init.body));
  });
}

function fault(text: string): FaultRule {
  const rule = parseFault(text);
  if (typeof rule === "string") throw new Error(rule);
  return rule;
}

describe("a started local tenant", () => {
  test("describes itself with credentials in the carriers' formats", async () => {
    const { auth0, twilio, plivo } = await started();
    expect(auth0.domain).toMatch(/^localhost:\d+$/);
    expect(twilio.accountSid).toMatch(/^AC[0-9a-f]{32}$/);
    expect(twilio.authToken).toMatch(/^[0-9a-f]{32}$/);
    expect(plivo.authId).toMatch(/^MA[A-Z0-9]{18}$/);
    for (const { from } of [twilio, plivo]) expect(parsePhoneNumberFromString(from)?.isValid()).toBe(true);
    expect((await fetch(`${twilio.url}/2010-04-01`)).status).toBe(501);
  });

  test("serves TLS under every loopback name to clients that trust its CA only", async () => {
    const { auth0 } = await started();
    const ca = await readFile(auth0.caFile, "utf8");
    const port = new URL(auth0.url).port;
    for (const host of ["localhost", "127.0.0.1"]) {
      expect((await call(`https://${host}:${port}/sandbox/health`, ca)).status).toBe(200);
    }
    await expect(call(`${auth0.url}/sandbox/health`, undefined)).rejects.toThrow(/certificate/);
    const clients = await call(`${auth0.url}/api/v2/clients`, ca, { token: auth0.managementToken });
    expect(clients.status).toBe(200);
    expect((await fetch(`${auth0.plainUrl}/sandbox/health`)).status).toBe(200);
  });

  test("rejects a body beyond the limit over a socket, and continues", async () => {
    const { auth0 } = await started();
    const headers = { authorization: `Bearer ${auth0.managementToken}`, "content-type": "application/json" };
    const send = (body: string | ReadableStream): Promise<Response> =>
      fetch(`${auth0.plainUrl}/api/v2/clients`, {
        method: "POST",
        headers,
        body,
        duplex: "half",
      });
    const large = " ".repeat(2_000_000);
    expect((await send(large)).status).toBe(413);
    expect((await send(new Blob([large]).stream())).status).toBe(413);
    expect((await send(new Blob(['{"name":"in chunks"}']).stream())).status).toBe(201);
  });

  test("serves IPv6 to clients that trust its CA", { skip: !hasIpv6 }, async () => {
    const { auth0 } = await started();
    const { port } = new URL(auth0.url);
    const url = `https://[::1]:${port}/api/v2/clients`;
    const ca = await readFile(auth0.caFile, "utf8");
    expect((await call(url, ca, { token: auth0.managementToken })).status).toBe(200);
    await expect(call(url, undefined)).rejects.toThrow(/certificate/);
  });

  test("describes the single-page application once it exists", async () => {
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.stop());
    const { auth0 } = sandbox.describe();
    expect(auth0.spaClientId).toBeNull();
    const headers = { authorization: `Bearer ${auth0.managementToken}`, "content-type": "application/json" };
    const body = JSON.stringify({ name: "SPA", app_type: "spa" });
    await fetch(`${auth0.plainUrl}/api/v2/clients`, { method: "POST", headers, body });
    expect(sandbox.describe().auth0.spaClientId).toMatch(/^\w{32}$/);
  });

  test("rejects other hosts and a port in use, in one line", async () => {
    await expect(startSandbox({ host: "0.0.0.0" })).rejects.toThrow(/loopback only/);
    const { auth0 } = await started();
    const port = Number(new URL(auth0.url).port);
    await expect(startSandbox({ port })).rejects.toThrow(
      `Failed to listen on port ${port}: something else uses it`,
    );
  });

  test("reports in one line that the user may not listen on a port", async () => {
    const refused = () => {
      const server = createServer();
      server.listen = () => {
        const error = Object.assign(new Error("permission denied"), { code: "EACCES" });
        queueMicrotask(() => server.emit("error", error));
        return server;
      };
      return server;
    };
    await expect(listenOnLoopback(refused, 443)).rejects.toThrow(
      "Failed to listen on port 443: this user may not listen on it. Choose another, or 0 for any.",
    );
  });

  test("accepts its default port with and without the number", async ({ skip }) => {
    const sandbox = await startSandbox({ port: 443 }).catch(() => skip("port 443 is not to be had"));
    onTestFinished(() => sandbox.stop());
    const { auth0 } = sandbox.describe();
    expect(auth0).toMatchObject({ domain: "localhost", url: "https://localhost" });
    const ca = await readFile(auth0.caFile, "utf8");
    const token = auth0.managementToken;
    for (const [origin, host, status] of [
      ["https://localhost", undefined, 200],
      ["https://localhost:443", undefined, 200],
      ["https://127.0.0.1", undefined, 200],
      ["https://localhost", "localhost:443", 200],
      ["https://localhost", "localhost:444", 421],
    ] as const) {
      const answer = await call(`${origin}/api/v2/clients`, ca, { token, host });
      expect([origin, host, answer.status]).toEqual([origin, host, status]);
    }
  });

  test("resets, hangs and loses responses according to the fault rules", async () => {
    const rules = ["GET /clients 1 reset", "GET /clients 2 timeout", "POST /clients 1 lost"];
    const { auth0 } = await started({ faults: rules.map(fault) });
    const ca = await readFile(auth0.caFile, "utf8");
    const url = `${auth0.url}/api/v2/clients`;
    const token = auth0.managementToken;
    await expect(call(url, ca, { token })).rejects.toThrow(/hang up|ECONNRESET/);
    await expect(call(url, ca, { token, timeout: 50 })).rejects.toThrow("gave up");
    await expect(call(url, ca, { token, method: "POST", body: { name: "lost" } })).rejects.toThrow(
      /hang up|ECONNRESET/,
    );
    const after = await call(`${url}?fields=name`, ca, { token });
    expect(after.body).toContainEqual({ tenant: "sandbox", name: "lost" });
    const log = (await call(`${auth0.url}/sandbox/requests`, ca)).body as { status: number | null }[];
    expect(log.map(({ status }) => status)).toEqual([null, null, null, 200]);
  });
});

describe("the state file", () => {
  test("keeps the tenant from one run to the next, and only its owner can read it", async () => {
    const stateFile = join(folder, "kept.json");
    const first = await started({ stateFile });
    const headers = {
      authorization: `Bearer ${first.auth0.managementToken}`,
      "content-type": "application/json",
    };
    await fetch(`${first.auth0.plainUrl}/api/v2/clients`, {
      method: "POST",
      headers,
      body: '{"name":"kept"}',
    });
    await first.stop();
    expect((await stat(stateFile)).mode & 0o777).toBe(0o600);
    const second = await started({ stateFile });
    const answer = await fetch(`${second.auth0.plainUrl}/api/v2/clients?fields=name`, { headers });
    expect(second.auth0.clientSecret).toBe(first.auth0.clientSecret);
    expect(second.twilio.authToken).toBe(first.twilio.authToken);
    expect(answer.status).toBe(401); // the first run's token was for the first run's port
    const fresh = await fetch(`${second.auth0.plainUrl}/api/v2/clients?fields=name`, {
      headers: { authorization: `Bearer ${second.auth0.managementToken}` },
    });
    expect(await fresh.json()).toContainEqual({ tenant: "sandbox", name: "kept" });
    expect((await readdir(folder)).filter((name) => name.startsWith("kept"))).toEqual(["kept.json"]);
  });

  test.each([["{"], ["[]"], ['{"version":2}'], ['{"version":1}'], ['{"version":1,"clients":{}}']])(
    "rejects a damaged file without changing it: %s",
    async (text) => {
      const stateFile = join(folder, "damaged.json");
      await writeFile(stateFile, text);
      await expect(startSandbox({ stateFile })).rejects.toThrow(
        /Failed to read the state file .* left untouched/,
      );
      expect(await readFile(stateFile, "utf8")).toBe(text);
    },
  );
});

test("a state file from before Guardian's settings gets their defaults, and remembered browsers are asked again", async () => {
  const stateFile = join(folder, "older.json");
  await (await started({ stateFile })).stop();
  const { guardian, ...rest } = JSON.parse(await readFile(stateFile, "utf8")) as TenantState;
  const { prompt, otp, ...older } = guardian;
  const browser = { hash: "h", user_id: "u", credentials: "c", known_until: "2026-01-01T00:00:00.000Z" };
  await writeFile(stateFile, JSON.stringify({ ...rest, guardian: older, browsers: [browser] }));
  const read = await new StateFile(stateFile).read();
  expect(read?.guardian).toEqual({ ...older, prompt, otp });
  expect(read?.browsers).toEqual([]);
});

describe("the local CA", () => {
  test("is a single CA even if several starts create it at once, with a private key for the user only", async () => {
    const ca = join(folder, "race");
    const made = await Promise.all([localTls(ca), localTls(ca), localTls(ca)]);
    const authorities = made.map(({ cert }) => cert.split("-----END CERTIFICATE-----")[1]);
    expect(new Set(authorities).size).toBe(1);
    expect((await stat(ca)).mode & 0o777).toBe(0o700);
    expect((await stat(join(ca, "ca-key.pem"))).mode & 0o777).toBe(0o600);
    expect((await readdir(ca)).sort()).toEqual(["ca-key.pem", "ca.pem"]);
  });

  test.each([
    ["linux", { XDG_DATA_HOME: "/data" }, "/data/auth0-sandbox"],
    ["linux", {}, /\.local\/share\/auth0-sandbox$/],
    ["darwin", {}, /Library\/Application Support\/auth0-sandbox$/],
    ["linux", { AUTH0_SANDBOX_CA_DIR: "/elsewhere" }, "/elsewhere"],
  ] as const)("is in the user's data folder on %s: %j", (platform, env, expected) => {
    const found = caFolder(env, platform);
    if (typeof expected === "string") expect(found).toBe(expected);
    else expect(found).toMatch(expected);
  });
});
