import { createServer } from "node:https";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { setValues } from "../../sandbox/engine/stackFile.ts";
import { localTls } from "../../sandbox/tls.ts";
import { client } from "../support/changes/application.ts";
import { provider } from "../support/changes/unifiedSender.ts";
import { deploy, expectNoSecret, otherToken } from "../support/checkup.ts";
import type { DeployedStack } from "../support/checkup.ts";
import type { CommandRun } from "../support/runCli.ts";

describe("npm run drift", () => {
  let stack: DeployedStack;
  beforeAll(async () => {
    stack = await deploy();
  });
  afterAll(() => stack.close());

  const drift = (
    args: string[] = [],
    changes: Record<string, string | undefined> = {},
  ): Promise<CommandRun> => stack.command("drift", ["--stack", "dev", ...args], changes);

  it("tells of a token that was set again after the last up", async () => {
    // History keeps whole seconds: what is written within the same one is taken for the up's own.
    await stack.sandbox("POST", "/clock", { advanceSeconds: 60 });
    await stack.api("PATCH", await provider(stack), { credentials: { auth_token: otherToken } });
    await stack.sandbox("POST", "/clock", { advanceSeconds: -60 });
    const run = await drift();
    expect(run.code).toBe(2);
    expect(run.text).toContain("✗ sender: auth token");
    expect(run.text).toContain("--send-test");
    expectNoSecret(stack, run.text);
  });

  it("writes Markdown in which a tenant's text is no markup", async () => {
    await stack.api("PATCH", client(stack), { name: "a|b @here `x` [y](z)" });
    const run = await drift(["--markdown", "-"]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(String.raw`a\|b @​here \`x\` \[y\](z)`);
    const file = join(stack.local.folder, "drift.md");
    expect((await drift(["--markdown", file, "--json"])).code).toBe(2);
    expect(await readFile(file, "utf8")).toBe(
      run.stdout.replace(/\d+\.\d s/, /\d+\.\d s/.exec(await readFile(file, "utf8"))?.[0] ?? ""),
    );
    await stack.api("PATCH", client(stack), { name: "Twilio MFA Test" });
  });

  it("needs no scope but the reading ones that README names", async () => {
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    const block = /<!-- read scopes -->(.*)<!-- \/read scopes -->/s.exec(readme)?.[1] ?? "";
    const scope = block.match(/read:\w+/g) ?? [];
    const reader = (await stack.api("POST", "/clients", {
      name: "Reader",
      app_type: "non_interactive",
      grant_types: ["client_credentials"],
    })) as { client_id: string; client_secret: string };
    const { url } = stack.local.sandbox.describe().auth0;
    await stack.api("POST", "/client-grants", {
      client_id: reader.client_id,
      audience: `${url}/api/v2/`,
      scope,
    });
    const run = await drift(["--json"], {
      AUTH0_CLIENT_ID: reader.client_id,
      AUTH0_CLIENT_SECRET: reader.client_secret,
    });
    expect(run.code).toBe(2);
    expect(run.text).not.toContain(reader.client_secret);
  });

  /** A server that answers every call the same, with a certificate that the commands trust. */
  async function stranger(status: number, headers: Record<string, string>, body: string): Promise<string> {
    const { cert, key } = await localTls();
    const server = createServer({ cert, key }, (_, response) => {
      response.writeHead(status, headers).end(body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    return `localhost:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  describe.each(["drift", "doctor", "adopt"])("%s, given what can't work", (name) => {
    const run = (args: string[], changes: Record<string, string | undefined> = {}): Promise<CommandRun> =>
      stack.command(name, name === "adopt" ? [...args, "--yes"] : args, changes);
    /** What Auth0 refuses is a finding of a doctor's, and an end of the others. */
    const refused = name === "doctor" ? 2 : 1;

    it.each<[string, string[], Record<string, string | undefined>, number, RegExp]>([
      ["no stack named", [], {}, 1, /Name the stack/],
      ["an unknown option", ["--stack", "dev", "--colour"], {}, 1, /Unknown option/],
      ["an unknown stack", ["--stack", "nope"], {}, 1, /Those that there are: dev\./],
      ["a wrong passphrase", ["--stack", "dev"], { PULUMI_CONFIG_PASSPHRASE: "x" }, 1, /passphrase is wrong/],
      [
        "no passphrase",
        ["--stack", "dev"],
        { PULUMI_CONFIG_PASSPHRASE: undefined },
        1,
        /needs? a passphrase/,
      ],
      ["no login", ["--stack", "dev"], { PULUMI_BACKEND_URL: undefined }, 1, /nobody is logged in/],
      [
        "no credentials",
        ["--stack", "dev"],
        { AUTH0_CLIENT_SECRET: undefined },
        refused,
        /auth0:clientSecret is missing/,
      ],
      [
        "a wrong secret",
        ["--stack", "dev"],
        { AUTH0_CLIENT_SECRET: "x" },
        refused,
        /id or its secret is wrong/,
      ],
      [
        "a CA that is not trusted",
        ["--stack", "dev"],
        { NODE_EXTRA_CA_CERTS: undefined },
        refused,
        /is not trusted/,
      ],
    ])("%s", async (_, args, changes, code, says) => {
      await stack.sandbox("DELETE", "/requests");
      const result = await run(args, changes);
      expect(result.text).toMatch(says);
      expect(result.code).toBe(code);
      expect(result.text).not.toMatch(/\n {4}at /);
      expectNoSecret(stack, result.text);
      const requests = (await stack.sandbox("GET", "/requests")) as { method: string }[];
      expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
    });

    /** The command on a stack whose file names another host. */
    async function runAt(domain: string): Promise<CommandRun> {
      const file = join(stack.local.folder, "Pulumi.dev.yaml");
      await setValues(file, { "auth0:domain": domain });
      try {
        return await run(["--stack", "dev"]);
      } finally {
        await setValues(file, { "auth0:domain": stack.local.sandbox.describe().auth0.domain });
      }
    }

    it("a closed port", async () => {
      const result = await runAt("localhost:2");
      expect(result.text).toMatch(/can't be reached \(ECONNREFUSED\)/);
      expect(result.code).toBe(refused);
      expectNoSecret(stack, result.text);
    });

    it.each<[string, number, Record<string, string>, string, RegExp]>([
      ["500", 500, {}, "{}", /answered 500/],
      ["HTML", 200, { "content-type": "text/html" }, "<html>Log in</html>", /other than JSON/],
      ["broken JSON", 200, {}, '{"access_token": ', /other than JSON/],
      ["a redirect", 302, { location: "https://elsewhere.example/" }, "", /not followed/],
    ])("a tenant that answers %s", async (_, status, headers, body, says) => {
      const result = await runAt(await stranger(status, headers, body));
      expect(result.text).toMatch(says);
      expect(result.code).toBe(refused);
      expectNoSecret(stack, result.text);
    });

    it("a state that is half-written", async () => {
      const folder = new URL(`${stack.local.environment["PULUMI_BACKEND_URL"] ?? ""}/`);
      const file = new URL(".pulumi/stacks/auth0-phone-mfa/dev.json", folder);
      const whole = await readFile(file, "utf8");
      await writeFile(file, whole.slice(0, 200));
      const result = await run(["--stack", "dev"]);
      await writeFile(file, whole);
      expect(result.text).toMatch(/damaged or half-written/);
      expect(result.code).toBe(1);
      expectNoSecret(stack, result.text);
    });
  });

  it("gives up on a tenant that answers 429 for ever, after a few tries", async () => {
    await stack.sandbox("POST", "/faults", { rules: ["GET /tenants/settings * 429"] });
    onTestFinished(async () => {
      await stack.sandbox("DELETE", "/faults");
    });
    const waits: number[] = [];
    const wait = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    await expect(stack.differences(undefined, { wait })).rejects.toThrow(/more calls than its rate limit/);
    expect(waits).toHaveLength(5);
  });
});

describe("npm run doctor", () => {
  let stack: DeployedStack;
  beforeAll(async () => {
    stack = await deploy();
  });
  afterAll(() => stack.close());

  it("finds nothing wrong after an up, in few calls, and writes nothing", async () => {
    await stack.sandbox("DELETE", "/requests");
    const { code, stdout } = await stack.command("doctor", ["--stack", "dev", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ healthy: true, calls: 5 });
    expect(code).toBe(0);
    const requests = (await stack.sandbox("GET", "/requests")) as { method: string }[];
    expect(requests.map(({ method }) => method)).toEqual(["GET", "GET", "GET", "GET"]);
    expectNoSecret(stack, stdout);
  });

  it("sends one test message when asked to, by what the stack has put in place", async () => {
    const { code, text } = await stack.command("doctor", ["--stack", "dev", "--send-test", "+14155552671"]);
    expect(text).toMatch(/✓ Test message +sent by text to \+14155552671/);
    expect(code).toBe(0);
    expect(await stack.sandbox("GET", "/messages")).toEqual([
      expect.objectContaining({ to: "+14155552671", status: "delivered" }),
    ]);
  });
});
