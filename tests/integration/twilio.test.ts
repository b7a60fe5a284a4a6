import { describe, expect, test } from "vitest";
import type { Call, TestStack } from "../support/engine.ts";
import { describeCall, testStack, writesIn } from "../support/engine.ts";
import { worldAround, usNumber } from "../support/world.ts";
import { newProgram, mfaCall, mfaToken } from "../support/program.ts";

const second = "+14152000002";
const forSale = "+14155201001";

interface Account {
  numbers: { phoneNumber: string; sms: boolean; voice: boolean }[];
  availableNumbers: { phoneNumber: string }[];
  messagingServices: { sid: string; numbers: string[]; parameters?: { FriendlyName?: string } }[];
}

const account = async (stack: TestStack): Promise<Account> =>
  (await stack.sandbox("GET", "/carriers/twilio")) as Account;

const numbersOf = async (stack: TestStack): Promise<string[]> =>
  (await account(stack)).numbers.map(({ phoneNumber }) => phoneNumber);

/** A stack whose account has a second number. */
async function stackWithTwoNumbers(options: Parameters<typeof testStack>[0] = {}) {
  const stack = await testStack(options);
  const { from } = stack.local.sandbox.describe().twilio;
  await stack.sandbox("PATCH", "/carriers/twilio", {
    numbers: [from, second].map((phoneNumber) => ({ phoneNumber, sms: true, voice: true })),
  });
  return { stack, from };
}

/** Where the tenant's messages leave by: its Messaging Service, or its number. */
async function origin(stack: TestStack, experience: string): Promise<unknown> {
  if (experience === "legacy") {
    const twilio = (await stack.api("GET", "/guardian/factors/phone/providers/twilio")) as {
      from: string | null;
      messaging_service_sid: string | null;
    };
    return twilio.messaging_service_sid ?? twilio.from;
  }
  const { providers } = (await stack.api("GET", "/branding/phone/providers")) as {
    providers: { configuration: { mssid?: string; default_from?: string } }[];
  };
  expect(providers).toHaveLength(1);
  const { mssid, default_from } = providers[0]?.configuration ?? {};
  return mssid ?? default_from;
}

/** The writes to the tenant about messages and policy, in order. */
const mfaWrites = (calls: readonly Call[]): string[] =>
  writesIn(calls).filter((call) => !call.includes("/clients"));

describe.each(["unified", "legacy"] as const)("%s: a Messaging Service of the stack's own", (experience) => {
  test("up, no change, refresh, another number, from number to service and back, destroy", async () => {
    const { stack, from } = await stackWithTwoNumbers({ phoneExperience: experience });
    await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from] } });
    await stack.up();
    const [service] = (await account(stack)).messagingServices;
    expect(service).toMatchObject({
      numbers: [from],
      parameters: { FriendlyName: "Twilio MFA Test (dev)" },
    });
    expect(await origin(stack, experience)).toBe(service?.sid);
    expect(mfaWrites(await stack.calls()).at(-1)).toBe("PUT /guardian/policies");

    expect(await stack.preview()).toEqual([]);
    await stack.refresh();
    expect(await stack.preview()).toEqual([]);
    expect(writesIn(await stack.calls())).toEqual([]);

    await stack.set({ twilioMessaging: { service: true, numbers: [from, second] } });
    expect((await stack.preview()).map(({ op, resource }) => `${op} ${resource}`)).toEqual([
      `create MessagingPhoneNumber ${second}`,
    ]);
    await stack.up();
    expect((await account(stack)).messagingServices).toMatchObject([{ numbers: [from, second] }]);
    expect(writesIn(await stack.calls())).toEqual([]);

    await stack.set({ twilioFrom: from, twilioMessaging: {} });
    await stack.up();
    expect(await origin(stack, experience)).toBe(from);
    expect((await account(stack)).messagingServices).toEqual([]);
    const calls = (await stack.calls()).map(describeCall);
    expect(calls.filter((call) => call.startsWith("DELETE"))).toEqual([]);
    expect(calls).not.toContain("PUT /guardian/policies");
    expect(await stack.preview()).toEqual([]);

    await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [second] } });
    await stack.up();
    expect(await origin(stack, experience)).toBe((await account(stack)).messagingServices[0]?.sid);
    expect(await stack.preview()).toEqual([]);
    const back = mfaWrites(await stack.calls());
    if (experience === "unified") expect(back).toEqual(["PATCH /branding/phone/providers/{id}"]);
    else expect(back).not.toContain("PUT /guardian/policies");

    await stack.destroy();
    expect(mfaWrites(await stack.calls())[0]).toBe("PUT /guardian/policies");
    expect((await account(stack)).messagingServices).toEqual([]);
    expect(await numbersOf(stack)).toEqual([from, second]);
  });
});

test("a code leaves by the service's number", async () => {
  const { stack } = await stackWithTwoNumbers();
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [second] } });
  await stack.up();
  const { clientId } = (await stack.outputs()) as { clientId: string };
  const world = await worldAround(stack.local.sandbox.describe(), clientId);
  const program = await newProgram(world);
  const { email } = await world.newUser();
  const token = await mfaToken(world, program, email);
  const { status } = await mfaCall(world, token, "associate", {
    authenticator_types: ["oob"],
    oob_channels: ["sms"],
    phone_number: usNumber,
  });
  expect(status).toBe(200);
  expect(await stack.sandbox("GET", "/messages")).toMatchObject([
    { from: second, to: usNumber, status: "delivered" },
  ]);
});

test("a number is bought once, by name, with a warning, and never released", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, buyNumbers: [forSale] } });
  const preview = await stack.local.pulumi(["preview"]);
  expect(preview.stdout + preview.stderr).toMatch(/\+14155201001 is to be bought .*costs money each month/);
  expect(await numbersOf(stack)).toEqual([from, second]);

  await stack.up();
  expect(await numbersOf(stack)).toEqual([from, second, forSale]);
  expect((await account(stack)).messagingServices).toMatchObject([{ numbers: [forSale] }]);
  expect(await stack.preview()).toEqual([]);
  await stack.refresh();
  expect(await stack.preview()).toEqual([]);
  const again = await stack.local.pulumi(["preview"]);
  expect(again.stdout + again.stderr).not.toContain("to be bought");

  await stack.set({ twilioMessaging: { service: true, numbers: [forSale] } });
  await stack.up();
  expect(await numbersOf(stack)).toEqual([from, second, forSale]);
  expect((await account(stack)).messagingServices).toMatchObject([{ numbers: [forSale] }]);
  expect(await stack.preview()).toEqual([]);
});

test("Twilio's token is nowhere in clear in the state, though the provider holds it", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from] } });
  await stack.up();
  const { stdout } = await stack.local.pulumi(["stack", "export"]);
  expect(stdout).toContain("pulumi:providers:twilio");
  expect(stdout).not.toContain(stack.local.sandbox.describe().twilio.authToken);
});

test("a number that was bought stays when the stack is destroyed", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.set({
    twilioFrom: "",
    twilioMessaging: { service: true, numbers: [from], buyNumbers: [forSale] },
  });
  await stack.up();
  await stack.destroy();
  expect(await numbersOf(stack)).toEqual([from, second, forSale]);
  expect((await account(stack)).messagingServices).toEqual([]);
});

test("a sign-in can be had at each moment of a switch that fails: nothing is asked that can't be sent", async () => {
  const { stack, from } = await stackWithTwoNumbers();
  await stack.up();
  await stack.calls();
  // The number is another service's: it can't be attached, so the service would have none.
  await stack.sandbox("PATCH", "/carriers/twilio", {
    messagingServices: [{ sid: `MG${"0".repeat(32)}`, numbers: [second] }],
  });
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [second] } });
  expect(await stack.failingUp()).toContain("associated with another Messaging Service");
  expect(await origin(stack, "unified")).toBe(from);
  expect(mfaWrites(await stack.calls())).toEqual([]);
});

describe("in preview already, and nothing is changed", () => {
  const cases: [string, Record<string, unknown>, Record<string, unknown>, RegExp[]][] = [
    [
      "a number that is another's",
      {},
      { twilioFrom: "+14155550123" },
      [/twilioFrom \(\+14155550123\) is not a number of the account/, /can send SMS: \+1415/],
    ],
    [
      "numbers that can't send, all at once",
      { numbers: [{ phoneNumber: second, sms: false, voice: true }] },
      { twilioFrom: "", twilioMessaging: { service: true, numbers: [second, "+14155550123"] } },
      [/numbers\[0\] \(\+14152000002\) can't send SMS/, /numbers\[1\] \(\+14155550123\) is not a number/],
    ],
    [
      "a number that can't call",
      { numbers: [{ phoneNumber: second, sms: true, voice: false }] },
      { twilioFrom: second, delivery: ["sms", "voice"] },
      [/twilioFrom \(\+14152000002\) can't call/, /None of the account's numbers can send SMS and call/],
    ],
    ["an account without a number", { numbers: [] }, {}, [/The account has no number at all/]],
    [
      "an account that can't be read",
      { suspended: true },
      {},
      [/Failed to read the numbers of Twilio account AC.*: Authenticate/],
    ],
  ];
  test.each(cases)("%s", async (_name, patch, values, words) => {
    const stack = await testStack();
    const { authToken } = stack.local.sandbox.describe().twilio;
    await stack.sandbox("PATCH", "/carriers/twilio", patch);
    await stack.set(values);
    const said = await stack.failingPreview();
    for (const word of words) expect(said).toMatch(word);
    expect(said).not.toMatch(/^\s+at /m);
    expect(said).not.toContain(authToken);
    await stack.failingUp();
    expect(writesIn(await stack.calls())).toEqual([]);
  });
});

test("a Messaging Service that is there already is not looked into", async () => {
  const stack = await testStack();
  await stack.sandbox("PATCH", "/carriers/twilio", { numbers: [] });
  await stack.set({ twilioFrom: "", twilioMessagingServiceSid: `MG${"a".repeat(32)}` });
  expect((await stack.preview()).map(({ resource }) => resource)).toContain("PhoneProvider sender");
});
