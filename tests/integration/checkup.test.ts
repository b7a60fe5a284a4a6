import { createServer } from "node:https";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { localTls } from "../../sandbox/tls.ts";
import { deploy } from "../support/checkup.ts";
import type { DeployedStack } from "../support/checkup.ts";
import type { CommandRun } from "../support/runCli.ts";

type Work = (stack: DeployedStack) => Promise<unknown>;

/** What somebody changes in the dashboard, how it is put back, and what of it must be found. */
interface Change {
  name: string;
  change: Work;
  revert: Work;
  finds: Record<string, RegExp>;
}

/** A change of one property of a resource, by PATCH or PUT. */
function property(
  name: string,
  path: (stack: DeployedStack) => string | Promise<string>,
  after: (stack: DeployedStack) => object,
  before: (stack: DeployedStack) => object,
  finds: Record<string, RegExp>,
  method: "PATCH" | "PUT" = "PATCH",
): Change {
  return {
    name,
    change: async (stack) => stack.api(method, await path(stack), after(stack)),
    revert: async (stack) => stack.api(method, await path(stack), before(stack)),
    finds,
  };
}

const client = ({ declared }: DeployedStack): string => `/clients/${declared.clientId}`;

const ofClient = (name: string, after: object, before: object, finds: Record<string, RegExp>): Change =>
  property(
    name,
    client,
    () => after,
    () => before,
    finds,
  );

const app = ["http://localhost:3000"];

const applicationChanges: Change[] = [
  ofClient(
    "one callback more",
    { callbacks: [...app, "https://evil.example"] },
    { callbacks: app },
    { "callback URLs": /not declared: https:\/\/evil\.example/ },
  ),
  ofClient(
    "what auth0 test login leaves",
    { callbacks: [...app, "http://localhost:8484"] },
    { callbacks: app },
    { "callback URLs": /auth0 test login/ },
  ),
  ofClient(
    "a callback less",
    { callbacks: [] },
    { callbacks: app },
    { "callback URLs": /missing: http:\/\/localhost:3000/ },
  ),
  ofClient(
    "a logout URL more",
    { allowed_logout_urls: [...app, "https://evil.example"] },
    { allowed_logout_urls: app },
    { "logout URLs": /evil/ },
  ),
  ofClient(
    "a web origin more",
    { web_origins: [...app, "https://evil.example"] },
    { web_origins: app },
    { "web origins": /evil/ },
  ),
  ofClient("another name", { name: "Renamed" }, { name: "Twilio MFA Test" }, { application: /Renamed/ }),
  ofClient(
    "another description",
    { description: "By hand" },
    { description: "Managed by Pulumi" },
    { description: /By hand/ },
  ),
  ofClient(
    "another type",
    { app_type: "regular_web" },
    { app_type: "spa" },
    { "application type": /regular_web/ },
  ),
  ofClient(
    "the implicit grant",
    { grant_types: ["authorization_code", "refresh_token", "implicit"] },
    { grant_types: ["authorization_code", "refresh_token"] },
    { "grant types": /not declared: implicit/ },
  ),
  ofClient(
    "a secret",
    { token_endpoint_auth_method: "client_secret_post" },
    { token_endpoint_auth_method: "none" },
    { "client authentication": /client_secret_post/ },
  ),
  ofClient(
    "no OIDC conformance",
    { oidc_conformant: false },
    { oidc_conformant: true },
    { "OIDC conformant": /off/ },
  ),
  ofClient(
    "another algorithm",
    { jwt_configuration: { alg: "HS256" } },
    { jwt_configuration: { alg: "RS256" } },
    { "ID token algorithm": /HS256/ },
  ),
  ofClient(
    "no rotation of refresh tokens",
    { refresh_token: { rotation_type: "non-rotating" } },
    { refresh_token: { rotation_type: "rotating" } },
    { "refresh token rotation": /non-rotating/ },
  ),
  ofClient(
    "refresh tokens for ever",
    { refresh_token: { expiration_type: "non-expiring" } },
    { refresh_token: { expiration_type: "expiring" } },
    { "refresh token expiry": /non-expiring/ },
  ),
];

async function provider({ api }: DeployedStack): Promise<string> {
  const { providers } = (await api("GET", "/branding/phone/providers")) as { providers: { id: string }[] };
  return `/branding/phone/providers/${providers[0]?.id ?? ""}`;
}

/** The provider's configuration as the stack has it. */
function configurationOf({ sender }: DeployedStack): Record<string, unknown> {
  if (sender.kind === "plivo") return { delivery_methods: ["text"] };
  return { sid: sender.accountSid, default_from: sender.from, delivery_methods: ["text"] };
}

const service = `MG${"0".repeat(32)}`;
/** A provider that was written holds a token that may be another: Auth0 does not tell. */
const token = { "auth token": /may be another/ };

const ofProvider = (
  name: string,
  after: Record<string, unknown>,
  finds: Record<string, RegExp>,
  without: string[] = [],
): Change =>
  property(
    name,
    provider,
    (stack) => ({
      configuration: Object.fromEntries(
        Object.entries({ ...configurationOf(stack), ...after }).filter(([key]) => !without.includes(key)),
      ),
    }),
    (stack) => ({ configuration: configurationOf(stack) }),
    { ...finds, ...token },
  );

const otherToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

const twilioProviderChanges: Change[] = [
  ofProvider("another From number", { default_from: "+15005550006" }, { from: /\+15005550006/ }),
  ofProvider("a Messaging Service instead", { mssid: service }, { from: /MG0/ }, ["default_from"]),
  ofProvider(
    "voice too",
    { delivery_methods: ["text", "voice"] },
    { "delivery methods": /not declared: voice/ },
  ),
  ofProvider("another account", { sid: `AC${"0".repeat(32)}` }, { "account SID": /AC0/ }),
  property(
    "the provider switched off",
    provider,
    () => ({ disabled: true }),
    () => ({ disabled: false }),
    { provider: /disabled/, ...token },
  ),
  property(
    "another token",
    provider,
    () => ({ credentials: { auth_token: otherToken } }),
    ({ sender }) => ({
      credentials: { auth_token: sender.authToken },
    }),
    token,
  ),
  {
    name: "the provider deleted",
    change: async (stack) => stack.api("DELETE", await provider(stack)),
    revert: (stack) =>
      stack.api("POST", "/branding/phone/providers", {
        name: "twilio",
        configuration: configurationOf(stack),
        credentials: { auth_token: stack.sender.authToken },
      }),
    finds: { sender: /none/ },
  },
];

const template =
  (type: string) =>
  async ({ api }: DeployedStack): Promise<string> => {
    const { templates } = (await api("GET", "/branding/phone/templates")) as {
      templates: { id: string; type: string }[];
    };
    return `/branding/phone/templates/${templates.find((each) => each.type === type)?.id ?? ""}`;
  };

const textOf = ({ messages }: DeployedStack): string => messages.verification;

const templateChanges: Change[] = [
  property(
    "another text",
    template("otp_verify"),
    () => ({ content: { body: { text: "{{code}}!" } } }),
    (stack) => ({ content: { body: { text: textOf(stack) } } }),
    { "verification message": /\{\{code\}\}!/ },
  ),
  property(
    "another spoken text",
    template("otp_verify"),
    () => ({ content: { body: { voice: "{{code}}!" } } }),
    (stack) => ({ content: { body: { voice: textOf(stack) } } }),
    { "verification message, voice": /\{\{code\}\}!/ },
  ),
  property(
    "a template switched off",
    template("otp_enroll"),
    () => ({ disabled: true }),
    () => ({ disabled: false }),
    { "enrolment message, state": /disabled/ },
  ),
  property(
    "a sender of a template's own",
    template("otp_enroll"),
    () => ({ content: { from: "+15005550006" } }),
    () => ({ content: { from: null } }),
    { "enrolment message, from": /\+15005550006/ },
  ),
  {
    name: "a template deleted",
    change: async (stack) => stack.api("DELETE", await template("otp_verify")(stack)),
    revert: (stack) =>
      stack.api("POST", "/branding/phone/templates", {
        type: "otp_verify",
        disabled: false,
        content: { syntax: "liquid", body: { text: textOf(stack), voice: textOf(stack) } },
      }),
    finds: { "verification message": /not there/ },
  },
];

const policy = (name: string, after: string[], finds: Record<string, RegExp>): Change =>
  property(
    name,
    () => "/guardian/policies",
    () => after,
    () => ["all-applications"],
    finds,
    "PUT",
  );

const mfaChanges: Change[] = [
  property(
    "the phone factor off",
    () => "/guardian/factors/sms",
    () => ({ enabled: false }),
    () => ({ enabled: true }),
    { "phone factor": /off/ },
    "PUT",
  ),
  property(
    "no way to deliver",
    () => "/guardian/factors/phone/message-types",
    () => ({ message_types: [] }),
    () => ({ message_types: ["sms"] }),
    { delivery: /missing: sms/ },
    "PUT",
  ),
  policy("MFA off", [], { "MFA policy": /never/ }),
  policy("MFA at risk only", ["confidence-score"], { "MFA policy": /adaptive/ }),
];

const switched = (to: boolean, word: RegExp): Change =>
  property(
    "the phone experience switched",
    () => "/tenants/settings",
    () => ({ phone_consolidated_experience: to }),
    () => ({ phone_consolidated_experience: !to }),
    { "phone experience": word },
  );

async function action({ api, declared }: DeployedStack): Promise<string> {
  const trigger =
    declared.settings.phoneExperience === "unified" ? "custom-phone-provider" : "send-phone-message";
  const { actions } = (await api("GET", `/actions/actions?triggerId=${trigger}`)) as {
    actions: { id: string }[];
  };
  return `/actions/actions/${actions[0]?.id ?? ""}`;
}

async function deployAction(stack: DeployedStack, patch: object): Promise<void> {
  const path = await action(stack);
  await stack.api("PATCH", path, patch);
  // Each read advances the build; one with packages takes a few.
  for (let read = 0; read < 10; read += 1) {
    const { status } = (await stack.api("GET", path)) as { status: string };
    if (status === "built") break;
  }
  await stack.api("POST", `${path}/deploy`);
}

const ours = ({ declared: { plivoActionCode: code } }: DeployedStack): object => ({ code });
const theirs = ({ declared: { plivoActionCode: code } }: DeployedStack): object => ({
  code: `${code}fetch("https://evil.example");\n`,
});

const secretsOf = ({ sender }: DeployedStack): { name: string; value: string }[] => {
  if (sender.kind !== "plivo") return [];
  return [
    { name: "PLIVO_AUTH_ID", value: sender.authId },
    { name: "PLIVO_AUTH_TOKEN", value: sender.authToken },
    { name: "PLIVO_FROM", value: sender.from },
  ];
};

const actionChange = (
  name: string,
  change: Work,
  before: (stack: DeployedStack) => object,
  finds: Record<string, RegExp>,
): Change => ({ name, change, revert: (stack) => deployAction(stack, before(stack)), finds });

const actionChanges: Change[] = [
  actionChange(
    "other code, a draft",
    async (stack) => stack.api("PATCH", await action(stack), theirs(stack)),
    ours,
    {
      "Action's code": /\+1 −0 lines/,
      "deployed Action": /version \d+, not the latest/,
    },
  ),
  actionChange("other code, deployed", (stack) => deployAction(stack, theirs(stack)), ours, {
    "Action's code": /\+1 −0 lines/,
    "deployed code": /version \d+ runs/,
  }),
  actionChange(
    "an older version deployed",
    async (stack) => {
      await deployAction(stack, theirs(stack));
      await deployAction(stack, ours(stack));
      const path = await action(stack);
      const { versions } = (await stack.api("GET", `${path}/versions`)) as { versions: { id: string }[] };
      await stack.api("POST", `${path}/versions/${versions[1]?.id ?? ""}/deploy`);
    },
    ours,
    { "deployed code": /\+1 −0 lines/ },
  ),
  actionChange(
    "other credentials",
    (stack) =>
      deployAction(stack, { secrets: secretsOf(stack).map((secret) => ({ ...secret, value: otherToken })) }),
    (stack) => ({ secrets: secretsOf(stack) }),
    { "Action's credentials": /PLIVO_AUTH_TOKEN/ },
  ),
  actionChange(
    "a secret more",
    (stack) => deployAction(stack, { secrets: [...secretsOf(stack), { name: "EXTRA", value: otherToken }] }),
    (stack) => ({ secrets: secretsOf(stack) }),
    { "Action's secrets": /not declared: EXTRA/, "Action's credentials": /EXTRA/ },
  ),
  actionChange(
    "a package",
    async (stack) =>
      stack.api("PATCH", await action(stack), { dependencies: [{ name: "left-pad", version: "1.0.0" }] }),
    () => ({ dependencies: [] }),
    { "Action's packages": /left-pad@1\.0\.0/, "deployed Action": /not the latest/ },
  ),
  actionChange(
    "another runtime",
    (stack) => deployAction(stack, { runtime: "node18-actions" }),
    () => ({ runtime: "node22" }),
    { "Action's runtime": /node18-actions/ },
  ),
];

const customProviderChanges: Change[] = [
  property(
    "another sender",
    provider,
    () => ({
      name: "twilio",
      configuration: { sid: "AC1", default_from: "+15005550006", delivery_methods: ["text"] },
      credentials: { auth_token: otherToken },
    }),
    () => ({ name: "custom", configuration: { delivery_methods: ["text"] }, credentials: {} }),
    { sender: /twilio/ },
  ),
];

const legacyTwilio = "/guardian/factors/phone/providers/twilio";

const ofLegacyTwilio = (
  name: string,
  after: Record<string, unknown>,
  finds: Record<string, RegExp>,
): Change => {
  const before = ({ sender }: DeployedStack): Record<string, unknown> =>
    sender.kind === "twilio"
      ? { sid: sender.accountSid, from: sender.from, auth_token: sender.authToken }
      : {};
  return property(
    name,
    () => legacyTwilio,
    (stack) => ({ ...before(stack), ...after }),
    before,
    finds,
    "PUT",
  );
};

const selected = (mine: string, other: string, word: RegExp): Change =>
  property(
    "another provider selected",
    () => "/guardian/factors/phone/selected-provider",
    () => ({ provider: other }),
    () => ({ provider: mine }),
    { sender: word },
    "PUT",
  );

const legacyTwilioChanges: Change[] = [
  selected("twilio", "auth0", /Auth0 \(for tests\)/),
  ofLegacyTwilio("another token", { auth_token: otherToken }, { "auth token": /another/ }),
  ofLegacyTwilio("another From number", { from: "+15005550006" }, { from: /\+15005550006/ }),
  ofLegacyTwilio("another account", { sid: `AC${"0".repeat(32)}` }, { "account SID": /AC0/ }),
  property(
    "other texts",
    () => "/guardian/factors/phone/templates",
    () => ({ enrollment_message: "{{code}}!", verification_message: "{{code}}?" }),
    ({ messages }) => ({
      enrollment_message: messages.enrollment,
      verification_message: messages.verification,
    }),
    { "enrolment message": /!/, "verification message": /\?/ },
    "PUT",
  ),
];

const flow = "/actions/triggers/send-phone-message/bindings";

const legacyPlivoChanges: Change[] = [
  selected("phone-message-hook", "twilio", /twilio/),
  {
    name: "the Action taken out of the flow",
    change: ({ api }) => api("PATCH", flow, { bindings: [] }),
    revert: async (stack) => {
      const id = (await action(stack)).split("/").at(-1) ?? "";
      await stack.api("PATCH", flow, {
        bindings: [{ ref: { type: "action_id", value: id }, display_name: "Ours" }],
      });
    },
    finds: { "Action's flow": /not in it/ },
  },
];

/** Everything that must appear nowhere. */
function secretsIn({ local, sender }: DeployedStack): string[] {
  const { auth0, twilio, plivo } = local.sandbox.describe();
  return [
    auth0.clientSecret,
    auth0.managementToken,
    twilio.authToken,
    plivo.authToken,
    otherToken,
    sender.authToken,
    local.environment["PULUMI_CONFIG_PASSPHRASE"] ?? "",
  ];
}

function expectNoSecret(stack: DeployedStack, text: string): void {
  expect(secretsIn(stack).filter((secret) => secret === "" || text.includes(secret))).toEqual([]);
}

const worlds = [
  {
    phoneExperience: "unified",
    sender: "twilio",
    calls: 8,
    changes: [
      ...applicationChanges,
      ...twilioProviderChanges,
      ...templateChanges,
      ...mfaChanges,
      switched(false, /legacy/),
    ],
  },
  {
    phoneExperience: "unified",
    sender: "plivo",
    calls: 9,
    changes: [...actionChanges, ...customProviderChanges],
  },
  {
    phoneExperience: "legacy",
    sender: "twilio",
    calls: 9,
    changes: [...legacyTwilioChanges, ...mfaChanges, switched(true, /unified/)],
  },
  {
    phoneExperience: "legacy",
    sender: "plivo",
    calls: 11,
    changes: [...legacyPlivoChanges, ...actionChanges],
  },
] as const;

describe.each(worlds)("drift, $phoneExperience, $sender", ({ phoneExperience, sender, calls, changes }) => {
  let stack: DeployedStack;
  beforeAll(async () => {
    stack = await deploy({ phoneExperience, sender });
  });
  afterAll(() => stack.close());

  it("is not there after an up, in few calls", async () => {
    const { code, stdout } = await stack.command("drift", ["--stack", "dev", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ differences: [], calls });
    expect(code).toBe(0);
  });

  it.each<Change>([...changes])("is found: $name", async ({ change, revert, finds }) => {
    const before = new Date();
    await change(stack);
    const found = await stack.differences(before);
    await revert(stack);
    expect(found.map(({ setting }) => setting).sort()).toEqual(Object.keys(finds).sort());
    for (const { setting, actual, note = "" } of found)
      expect(`${actual}; ${note}`).toMatch(finds[setting] ?? /$^/);
    expectNoSecret(stack, JSON.stringify(found));
    expect(await stack.differences(new Date())).toEqual([]);
  });

  it("is brought back by pulumi up, unless it says what else does", async () => {
    // With another phone experience pulumi refuses to begin.
    const ofThisExperience = changes.filter(({ finds }) => !("phone experience" in finds));
    for (const { change } of ofThisExperience) await change(stack);
    const found = await stack.differences();
    const up = await stack.local.pulumi(["up", "--yes", "--skip-preview"]);
    expect(up.code, up.stdout + up.stderr).toBe(0);
    const left = await stack.differences();
    expect(found.length).toBeGreaterThan(left.length);
    expect(left.filter(({ mend }) => mend === undefined)).toEqual([]);
  });

  it("is a deleted application", async () => {
    await stack.api("DELETE", client(stack));
    expect(await stack.differences()).toContainEqual(
      expect.objectContaining({ setting: "application", actual: `deleted (${stack.declared.clientId})` }),
    );
  });
});

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
    await stack.api("PATCH", await provider(stack), { credentials: { auth_token: otherToken } });
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

  describe.each(["drift", "doctor"])("%s, given what can't work", (name) => {
    const run = (args: string[], changes: Record<string, string | undefined> = {}): Promise<CommandRun> =>
      stack.command(name, args, changes);
    /** What Auth0 refuses is a finding of a doctor's, and an end of drift. */
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
        "a closed port",
        ["--stack", "dev"],
        { AUTH0_DOMAIN: "localhost:2" },
        refused,
        /can't be reached \(ECONNREFUSED\)/,
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

    it.each<[string, number, Record<string, string>, string, RegExp]>([
      ["500", 500, {}, "{}", /answered 500/],
      ["HTML", 200, { "content-type": "text/html" }, "<html>Log in</html>", /other than JSON/],
      ["broken JSON", 200, {}, '{"access_token": ', /other than JSON/],
      ["a redirect", 302, { location: "https://elsewhere.example/" }, "", /not followed/],
    ])("a tenant that answers %s", async (_, status, headers, body, says) => {
      const domain = await stranger(status, headers, body);
      const result = await run(["--stack", "dev"], { AUTH0_DOMAIN: domain });
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

it("drift keeps to a free tenant's two calls a second: no call is refused", async () => {
  const stack = await deploy({ sandbox: { rateLimit: "free" } });
  onTestFinished(() => stack.close());
  await stack.sandbox("DELETE", "/requests");
  const { code, stdout } = await stack.command("drift", ["--stack", "dev", "--json"]);
  expect(code).toBe(0);
  const { calls, seconds } = JSON.parse(stdout) as { calls: number; seconds: number };
  expect(calls).toBe(8);
  expect(seconds).toBeLessThan(8);
  const requests = (await stack.sandbox("GET", "/requests")) as { status: number }[];
  expect(requests.map(({ status }) => status)).toEqual(Array(7).fill(200));
});

it("a tenant whose clock is ten minutes ahead has no drift by that, and a doctor says so", async () => {
  const clock = new Date(Date.now() + 600_000).toISOString();
  const stack = await deploy({ sandbox: { clock } });
  onTestFinished(() => stack.close());
  const { code, text } = await stack.command("drift", ["--stack", "dev"]);
  expect(text).toContain("No drift");
  expect(code).toBe(0);
  const doctor = await stack.command("doctor", ["--stack", "dev"]);
  expect(doctor.text).toMatch(/clock is (59|60)\d s behind the tenant's/);
  expect(doctor.code).toBe(2);
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
