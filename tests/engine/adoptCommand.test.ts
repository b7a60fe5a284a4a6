import { describe, expect, test } from "vitest";
import { secondTwilioToken } from "../../senders/twilio/local.ts";
import { newAdoptable } from "../support/stack/adoptable.ts";
import { writesIn } from "../support/stack/testStack.ts";

describe("which application", () => {
  test("lists several candidates, and changes nothing", async () => {
    const { stack, adopt, kept } = await newAdoptable();
    await stack.set({ appName: "Another name" });
    const before = await kept();
    const { code, text } = await adopt("--yes");
    expect(code).toBe(2);
    expect(text).toMatch(
      /Choose the ones to adopt with --client-id:\n {2}\w+ {2}Twilio MFA Test\n {2}\w+ {2}Shop/,
    );
    expect(await kept()).toEqual(before);
  });

  test.each([
    [["--client-id", "nobody"], "there is no application with the client ID nobody"],
    [
      ["--name", "Nobody"],
      'there is no single-page application named "Nobody"; the tenant has Twilio MFA Test',
    ],
  ])("reports that %j does not exist", async (args, words) => {
    const { adopt } = await newAdoptable();
    const { code, text } = await adopt("--yes", ...args);
    expect(code).toBe(1);
    expect(text).toContain(words);
  });

  test("adopts the one that is passed", async () => {
    const { stack, adopt } = await newAdoptable();
    const { code, text } = await adopt("--yes", "--name", "Shop");
    expect(code, text).toBe(0);
    expect(await stack.preview()).toEqual([]);
    const clients = (await stack.api("GET", "/clients")) as { client_id: string; name: string }[];
    const shop = clients.find(({ name }) => name === "Shop");
    expect(await stack.outputs()).toMatchObject({ clientId: shop?.client_id });
  });
});

test("--dry-run prints the plan, and changes nothing", async () => {
  const { stack, adopt, kept } = await newAdoptable();
  const before = await kept();
  const { code, text } = await adopt("--dry-run");
  expect(code).toBe(0);
  expect(text).toContain("Adopting would write this configuration and import 5 resources:");
  expect(text).toContain('auth0-phone-mfa:verificationMessage: "{{ code }} lets you in"');
  expect(text).toMatch(/Not managed:\n(.*\n)* {2}application Shop: another application/);
  expect(await kept()).toEqual(before);
  expect(writesIn(await stack.calls())).toEqual([]);
});

test("without a terminal and --yes, reports that it can't ask", async () => {
  const { adopt } = await newAdoptable();
  const { code, text } = await adopt();
  expect(code).toBe(1);
  expect(text).toContain("Not a terminal: pass --yes");
});

test.each([
  [["application"], ["sender", "messages", "factor", "policy"]],
  [
    ["policy", "messages"],
    ["application", "sender", "factor"],
  ],
])("adopts part by part: first %j", async (first, rest) => {
  const { stack, adopt } = await newAdoptable();
  await stack.set({ manage: first });
  const one = await adopt("--yes");
  expect(one.code, one.text).toBe(0);
  await stack.set({ manage: [...first, ...rest] });
  const other = await adopt("--yes");
  expect(other.code, other.text).toBe(0);
  expect(await stack.preview()).toEqual([]);
  expect(writesIn(await stack.calls())).toEqual([]);
});

test("an adopted tenant is protected from a destroy, and a second run has nothing to do", async () => {
  const { stack, adopt } = await newAdoptable();
  expect((await adopt("--yes")).code).toBe(0);
  expect(await stack.failingDestroy()).toContain("protected");
  const { code, text } = await adopt("--yes");
  expect(code, text).toBe(0);
  expect(writesIn(await stack.calls())).toEqual([]);
  expect(await stack.preview()).toEqual([]);

  // A token that is set but not yet sent does not count as sent.
  const newToken = await secondTwilioToken(stack.local.sandbox.describe());
  await stack.local.configure({}, { "twilio:authToken": newToken });
  const third = await adopt("--yes");
  expect(third.code).toBe(1);
  expect(third.text).toContain(
    "the preview shows changes: update PhoneProvider sender (credentials.authToken)",
  );
  expect((await stack.preview()).map(({ resource }) => resource)).toEqual([
    "PhoneProvider sender",
    "Stash sender-credentials",
  ]);
});
