import { readFile, readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { representatives } from "../scenarios/cases.ts";
import { legacySenders, moveToUnified } from "../scenarios/moveToUnified.ts";
import { describeCall, isWrite, testStack, writesIn } from "../support/stack/testStack.ts";
import { signInState } from "../support/stack/signInState.ts";

test("an emptied list of URLs is emptied at Auth0, which would keep an omitted list", async () => {
  const stack = await testStack({ up: true });
  await stack.set({ webOrigins: [] });
  await stack.up();
  const { clientId } = await stack.outputs();
  expect(await stack.api("GET", `/clients/${clientId as string}`)).toMatchObject({ web_origins: [] });
  expect(await stack.preview()).toEqual([]);
});

test("a phone provider that the tenant already has is adopted in place", async () => {
  const stack = await testStack();
  const configuration = {
    sid: `AC${"0".repeat(32)}`,
    default_from: "+15005550001",
    delivery_methods: ["text"],
  };
  const created = (await stack.api("POST", "/branding/phone/providers", {
    name: "twilio",
    configuration,
    credentials: { auth_token: "of another account" },
  })) as { id: string };
  await stack.up();
  expect(await stack.api("GET", "/branding/phone/providers")).toMatchObject({
    providers: [{ id: created.id, configuration: { sid: stack.local.sandbox.describe().twilio.accountSid } }],
  });
  expect(await signInState(stack)).toEqual({ required: true, possible: true });
});

test("legacy: other Actions of the flow stay bound through up, switch and destroy", async () => {
  const stack = await testStack({ phoneExperience: "legacy", sender: "plivo" });
  const action = (await stack.api("POST", "/actions/actions", {
    name: "Somebody else's",
    code: "exports.onExecuteSendPhoneMessage = async () => {};",
    supported_triggers: [{ id: "send-phone-message", version: "v2" }],
  })) as { id: string };
  const isBuilt = async () =>
    ((await stack.api("GET", `/actions/actions/${action.id}`)) as { status: string }).status === "built";
  while (!(await isBuilt()));
  await stack.api("POST", `/actions/actions/${action.id}/deploy`);
  const flow = "/actions/triggers/send-phone-message/bindings";
  await stack.api("PATCH", flow, {
    bindings: [{ ref: { type: "action_id", value: action.id }, display_name: "theirs" }],
  });
  const names = async () =>
    ((await stack.api("GET", flow)) as { bindings: { display_name: string }[] }).bindings.map(
      (binding) => binding.display_name,
    );

  await stack.up();
  expect(await names()).toEqual(["theirs", "Send phone messages with Plivo (legacy)"]);
  expect(await stack.preview()).toEqual([]);
  await stack.set({ sender: "twilio" });
  await stack.up();
  expect(await names()).toEqual(["theirs"]);
  await stack.destroy();
  expect(await names()).toEqual(["theirs"]);
});

test.each(representatives(legacySenders))(
  "a tenant is moved from legacy to unified in three steps: $name",
  moveToUnified,
);

test("a stack with the wrong phone experience fails in preview with the reason, and writes nothing", async () => {
  const stack = await testStack({ phoneExperience: "legacy" });
  await stack.set({ phoneExperience: "unified" });
  expect(await stack.failingPreview()).toMatch(
    /has the legacy phone experience, but phoneExperience is unified/,
  );
  await stack.failingUp();
  expect(writesIn(await stack.calls())).toEqual([]);
});

test("a tenant that does not state its phone experience is unified", async () => {
  const stack = await testStack();
  await stack.api("PATCH", "/tenants/settings", { phone_consolidated_experience: null });
  expect(await stack.api("GET", "/tenants/settings")).not.toHaveProperty("phone_consolidated_experience");
  await stack.up();
  expect(await stack.preview()).toEqual([]);
});

test("an invalid configuration is reported in full, without a stack trace, before any call", async () => {
  const stack = await testStack();
  await stack.set({
    callbackUrls: ["http://app.example.com"],
    mfaPolicy: "sometimes",
    twilioFrom: "0170 1234567",
  });
  const words = await stack.failingPreview();
  expect(words).toMatch(/3 problems; nothing was sent/);
  for (const key of ["callbackUrls[0]", "mfaPolicy", "twilioFrom"]) expect(words).toContain(`${key} `);
  expect(words).not.toMatch(/\bat .*\.[jt]s:\d+/);
  expect(await stack.calls()).toEqual([]);
});

test("prod rejects destroying the SPA client and the MFA settings", async () => {
  const stack = await testStack({ up: true, stack: "prod" });
  await expect(stack.destroy()).rejects.toThrow(/protect/);
  expect(await signInState(stack)).toEqual({ required: true, possible: true });
});

test("prod can still switch its sender", async () => {
  const stack = await testStack({ up: true, stack: "prod", sender: "plivo" });
  await stack.set({ sender: "twilio" });
  await stack.up();
  expect(await stack.api("GET", "/actions/actions")).toMatchObject({ actions: [] });
  expect(await signInState(stack)).toEqual({ required: true, possible: true });
});

test("up and preview wait for a free tenant's two calls per second, and succeed", async () => {
  const stack = await testStack({ sandbox: { rateLimit: "free" } });
  await stack.up();
  const calls = await stack.calls();
  expect(calls.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  expect(
    calls
      .filter(isWrite)
      .filter(({ status }) => status < 300)
      .map(describeCall)
      .at(-1),
  ).toMatch(/PUT \/guardian\/factors\/phone\/message-types|POST \/clients/);
  expect(await stack.preview()).toEqual([]);
});

test("the user's own stack files and Pulumi folder are untouched", async () => {
  const project = fileURLToPath(new URL("../../", import.meta.url));
  const own = join(homedir(), ".pulumi");
  const look = async () => ({
    dev: await readFile(join(project, "Pulumi.dev.yaml"), "utf8"),
    prod: await readFile(join(project, "Pulumi.prod.yaml"), "utf8"),
    folder: await readdir(own).catch(() => "none"),
    login: await stat(join(own, "credentials.json")).then(
      ({ mtimeMs }) => mtimeMs,
      () => "none",
    ),
  });
  const before = await look();
  const stack = await testStack();
  await stack.up();
  await stack.destroy();
  expect(await look()).toEqual(before);
});

test("the engine rejects a token in plaintext, but not a phrase of as many letters", async () => {
  const stack = await testStack();
  const set = (value: string) => stack.local.pulumi(["config", "set", "acme:token", value]);
  expect((await set("zqkvwxjpbfgmhydnctlrusoea")).stderr).toContain("looks like a secret");
  // The lists of words, which the built engine reads late, tell them apart.
  expect((await set("correcthorsebatterystaple")).stderr).toBe("");
});

test("no secret of the stack is stored in plaintext in state, output or stack file", async () => {
  const stack = await testStack();
  const { auth0, twilio } = stack.local.sandbox.describe();
  const { stdout, stderr } = await stack.local.pulumi(["up", "--yes", "--diff", "--skip-preview"]);
  const exported = (await stack.local.pulumi(["stack", "export"])).stdout;
  const file = await readFile(join(stack.local.folder, "Pulumi.dev.yaml"), "utf8");
  for (const secret of [twilio.authToken, auth0.clientSecret, auth0.managementToken]) {
    for (const text of [stdout, stderr, exported, file]) expect(text).not.toContain(secret);
  }
  // The search finds what is there.
  expect(exported).toContain(twilio.accountSid);
});
