import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";
import { setUpExisting } from "../support/tenant/existingTenant.ts";
import { runCli } from "../support/stack/runCli.ts";
import { secondTwilioToken } from "../../cli/secondTwilioToken.ts";

let stack: TestStack;

/** The guide's tenant, with a second single-page application. */
beforeEach(async () => {
  stack = await testStack();
  await setUpExisting(
    (...call) => stack.api(...call),
    {
      experience: "unified",
      sender: "twilio",
      application: "as in the guide",
      policy: "always",
      delivery: ["sms"],
      factor: true,
      messages: "of the tenant",
      crowded: false,
    },
    stack.local.sandbox.describe(),
  );
  await stack.api("POST", "/clients", {
    name: "Shop",
    app_type: "spa",
    callbacks: ["https://shop.example.com"],
  });
  await stack.calls();
});

const adopt = (...args: string[]) => runCli(stack.local, "adopt", ["--stack", "dev", ...args]);

/** The stack's configuration and state, to the letter. */
async function kept(): Promise<string[]> {
  const { stdout } = await stack.local.pulumi(["stack", "export"]);
  const { deployment } = JSON.parse(stdout) as { deployment: { resources?: unknown } };
  const file = await readFile(join(stack.local.folder, "Pulumi.dev.yaml"), "utf8");
  return [file, JSON.stringify(deployment.resources ?? [])];
}

describe("which application", () => {
  test("several that could be meant are listed, and nothing is done", async () => {
    await stack.set({ appName: "Another name" });
    const before = await kept();
    const { code, text } = await adopt("--yes");
    expect(code).toBe(2);
    expect(text).toMatch(/name one with --client-id:\n {2}\w+ {2}Twilio MFA Test\n {2}\w+ {2}Shop/);
    expect(await kept()).toEqual(before);
  });

  test.each([
    [["--client-id", "nobody"], "there is no application with the client id nobody"],
    [["--name", "Nobody"], 'there is no single-page application named "Nobody"; there are Twilio MFA Test'],
  ])("%j is not there: it says so", async (args, words) => {
    const { code, text } = await adopt("--yes", ...args);
    expect(code).toBe(1);
    expect(text).toContain(words);
  });

  test("the one that is named is taken over", async () => {
    const { code, text } = await adopt("--yes", "--name", "Shop");
    expect(code, text).toBe(0);
    expect(await stack.preview()).toEqual([]);
    const clients = (await stack.api("GET", "/clients")) as { client_id: string; name: string }[];
    const shop = clients.find(({ name }) => name === "Shop");
    expect(await stack.outputs()).toMatchObject({ clientId: shop?.client_id });
  });
});

test("--dry-run tells, and changes nothing", async () => {
  const before = await kept();
  const { code, text } = await adopt("--dry-run");
  expect(code).toBe(0);
  expect(text).toContain("It would write this configuration, and import 6 resources:");
  expect(text).toContain('auth0-phone-mfa:verificationMessage: "{{ code }} lets you in"');
  expect(text).toMatch(/Left as it is, unmanaged:\n(.*\n)* {2}application Shop: another application/);
  expect(await kept()).toEqual(before);
  expect(writesIn(await stack.calls())).toEqual([]);
});

test("nobody to ask and no --yes: it says so", async () => {
  const { code, text } = await adopt();
  expect(code).toBe(1);
  expect(text).toContain("Nobody can be asked here");
});

test("a token that Auth0 does not give back is left to be set; once it is set the stack takes over, and it stays secret", async () => {
  const { authToken } = stack.local.sandbox.describe().twilio;
  await stack.local.pulumi(["config", "rm", "twilio:authToken"]);
  const before = await kept();
  const first = await adopt("--yes");
  expect(first.code).toBe(2);
  expect(first.text).toContain("npm run pulumi -- config set --secret twilio:authToken --stack dev");
  expect(await kept()).toEqual(before);

  await stack.local.configure({}, { "twilio:authToken": authToken });
  const second = await adopt("--yes");
  expect(second.code, second.text).toBe(0);
  expect(await stack.preview()).toEqual([]);
  expect(second.text).not.toContain(authToken);
  expect((await kept()).join()).not.toContain(authToken);

  // It is known to the state: a change of it is a change.
  const newToken = await secondTwilioToken(stack.local.sandbox.describe());
  await stack.local.configure({}, { "twilio:authToken": newToken });
  expect(await stack.preview()).toEqual([
    { op: "update", resource: "PhoneProvider sender", properties: ["credentials.authToken"] },
    // What notes which token arrived.
    expect.objectContaining({ op: "update", resource: "Resource sender-token" }),
  ]);
});

test.each([
  ["GET /clients/* 1 403", "before the import"],
  ["GET /branding/phone/templates/* 1 403", "in the middle of the import"],
])(
  "a tenant that refuses %s, %s: configuration and state are as they were, and the next run works",
  async (rule) => {
    const before = await kept();
    await stack.sandbox("POST", "/faults", { rules: [rule] });
    const { code, text } = await adopt("--yes");
    expect(code).toBe(1);
    expect(text).toContain("Nothing was changed: configuration and state are as they were before.");
    expect(text).not.toMatch(/\n {4}at /);
    expect(await kept()).toEqual(before);

    const again = await adopt("--yes");
    expect(again.code, again.text).toBe(0);
    expect(writesIn(await stack.calls())).toEqual([]);
  },
);

test("what is adopted refuses to be destroyed, and a second run has nothing to do", async () => {
  expect((await adopt("--yes")).code).toBe(0);
  expect(await stack.failingDestroy()).toContain("protected");
  const { code, text } = await adopt("--yes");
  expect(code, text).toBe(0);
  expect(writesIn(await stack.calls())).toEqual([]);
  expect(await stack.preview()).toEqual([]);

  // A token that is set and not sent yet is not taken for sent.
  const newToken = await secondTwilioToken(stack.local.sandbox.describe());
  await stack.local.configure({}, { "twilio:authToken": newToken });
  const third = await adopt("--yes");
  expect(third.code).toBe(1);
  expect(third.text).toContain(
    "the preview shows changes: update PhoneProvider sender (credentials.authToken)",
  );
  expect((await stack.preview()).map(({ resource }) => resource)).toEqual([
    "PhoneProvider sender",
    "Resource sender-token",
  ]);
});
