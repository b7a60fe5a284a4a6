import { describe, expect, test } from "vitest";
import { TwilioProvider } from "../../../../sandbox/plugins/twilio/provider.ts";
import { twilioPackage } from "../../../../sandbox/plugins/twilio/sdk.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { served } from "../../carriers/clients.ts";
import { twilio } from "../../carriers/support.ts";

const serviceType = "twilio:index/messagingService:MessagingService";
const attachmentType = "twilio:index/messagingPhoneNumber:MessagingPhoneNumber";
const numberType = "twilio:index/phoneNumber:PhoneNumber";
const lookup = "twilio:index/getPhoneNumbers:getPhoneNumbers";

async function configured() {
  const fixture = await served();
  const provider = new TwilioProvider({ SANDBOX_TWILIO_URL: `${fixture.url}/twilio` });
  provider.configure({ accountSid: twilio.accountSid, authToken: twilio.authToken });
  return { fixture, provider };
}

const named = (type: string) => ({ urn: `urn:pulumi:dev::p::${type}::x`, type, name: "x" });

/** Creates a resource as the engine does: checked first. */
async function create(provider: TwilioProvider, type: string, news: Properties) {
  const { inputs, failures } = await provider.check({ ...named(type), olds: {}, news, randomSeed: "" });
  expect(failures).toEqual([]);
  const made = await provider.create({ ...named(type), properties: inputs, preview: false });
  return { inputs, ...made };
}

async function diffOf(
  provider: TwilioProvider,
  type: string,
  made: { id: string; properties: Properties },
  news: Properties,
) {
  return provider.diff({ ...named(type), id: made.id, olds: made.properties, news, ignoreChanges: [] });
}

test.each([
  ["emergency_status", numberType, { emergencyStatus: "x" }, ["Active", "Inactive"]],
  ["status_callback_method", numberType, { statusCallbackMethod: "x" }, ["GET", "POST"]],
  ["voice.0.method", numberType, { voice: { method: "x" } }, ["GET", "POST"]],
  ["messaging.0.fallback_method", numberType, { messaging: { fallbackMethod: "x" } }, ["GET", "POST"]],
  ["inbound_method", serviceType, { inboundMethod: "x" }, ["POST", "GET"]],
  ["fallback_method", serviceType, { fallbackMethod: "x" }, ["POST", "GET"]],
])("%s is one of the official values", async (place, type, news, values) => {
  const { provider } = await configured();
  const { failures } = await provider.check({ ...named(type), olds: {}, news, randomSeed: "" });
  const list = values.map((value) => JSON.stringify(value)).join(" ");
  expect(failures.join("\n")).toContain(`expected ${place} to be one of [${list}], got x.`);
});

test("a number is chosen or searched by its area code, not both", async () => {
  const { provider } = await configured();
  const news = { accountSid: twilio.accountSid, phoneNumber: "+14155201001", areaCode: "415" };
  const { failures } = await provider.check({ ...named(numberType), olds: {}, news, randomSeed: "" });
  expect(failures).toEqual([
    `Conflicting configuration arguments. "phone_number": conflicts with area_code. Examine values at 'x.phoneNumber'.`,
    `Conflicting configuration arguments. "area_code": conflicts with phone_number. Examine values at 'x.areaCode'.`,
  ]);
});

describe("the local twilio plugin", () => {
  test("creates a service with the provider's defaults, updates it in place, and detects its deletion", async () => {
    const { fixture, provider } = await configured();
    const made = await create(provider, serviceType, { friendlyName: "Codes" });
    expect(made.properties).toMatchObject({
      messagingServiceId: made.id,
      sid: made.id,
      areaCodeGeomatch: true,
      useInboundWebhookOnNumber: false,
      validityPeriod: 14400,
      fallbackUrl: "",
    });
    // The bridge sees no defaults in a schema that it reads from a running provider.
    expect(Object.keys(made.inputs).sort()).toEqual(["__defaults", "friendlyName"]);
    expect((await diffOf(provider, serviceType, made, made.inputs)).changes).toBe("DIFF_NONE");
    const news = { ...made.inputs, friendlyName: "Other" };
    expect((await diffOf(provider, serviceType, made, news)).detailedDiff).toEqual({
      friendlyName: "UPDATE",
    });
    const olds = made.properties;
    await provider.update({
      ...named(serviceType),
      id: made.id,
      olds,
      news,
      ignoreChanges: [],
      preview: false,
    });
    expect(fixture.carriers.twilio.settings.messagingServices[0]?.parameters?.FriendlyName).toBe("Other");
    await provider.delete({ ...named(serviceType), id: made.id, properties: olds });
    const read = await provider.read({ ...named(serviceType), id: made.id, properties: olds, inputs: {} });
    expect(read.id).toBe("");
  });

  test("attaches a number, replaces it if the number or service changes, and imports both", async () => {
    const { provider } = await configured();
    const { properties } = await provider.invoke(lookup, { accountSid: twilio.accountSid });
    const [number] = properties["phoneNumbers"] as Properties[];
    expect(number).toMatchObject({ phoneNumber: twilio.from, capabilities: [{ sms: true, voice: true }] });
    const service = await create(provider, serviceType, { friendlyName: "Codes" });
    const inputs = { serviceSid: service.id, sid: number?.["sid"] ?? "" };
    const made = await create(provider, attachmentType, inputs);
    expect(made.properties).toMatchObject({ phoneNumber: twilio.from, countryCode: "US" });
    const other = { ...made.inputs, sid: `PN${"0".repeat(32)}` };
    expect(await diffOf(provider, attachmentType, made, other)).toMatchObject({
      replaces: ["sid"],
      detailedDiff: { sid: "UPDATE_REPLACE" },
    });
    const imported = await provider.read({
      ...named(attachmentType),
      id: `/Services/${service.id}/PhoneNumbers/${made.id}`,
      properties: {},
      inputs: {},
    });
    expect(imported).toMatchObject({ id: made.id, inputs });
    await expect(
      provider.read({ ...named(serviceType), id: service.id, properties: {}, inputs: {} }),
    ).rejects.toThrow("does not match the format (/Services/(.*))");
  });

  test("buys a number, changes it, and releases it", async () => {
    const { fixture, provider } = await configured();
    const phoneNumber = "+14155201001";
    const made = await create(provider, numberType, { accountSid: twilio.accountSid, phoneNumber });
    expect(made.properties).toMatchObject({
      phoneNumber,
      statusCallbackMethod: "POST",
      voice: { method: "POST" },
      fax: null,
    });
    expect((await diffOf(provider, numberType, made, made.inputs)).changes).toBe("DIFF_NONE");
    const news = { ...made.inputs, messaging: { url: "https://example.com/" } };
    const olds = made.properties;
    await provider.update({
      ...named(numberType),
      id: made.id,
      olds,
      news,
      ignoreChanges: [],
      preview: false,
    });
    expect(fixture.carriers.twilio.settings.numbers[1]?.parameters).toMatchObject({
      SmsUrl: "https://example.com/",
    });
    expect(
      (await diffOf(provider, numberType, made, { ...made.inputs, phoneNumber: "+14155201002" })).replaces,
    ).toEqual(["phoneNumber"]);
    await provider.delete({ ...named(numberType), id: made.id, properties: olds });
    expect(fixture.carriers.twilio.settings.numbers).toHaveLength(1);
    await expect(
      create(provider, numberType, { accountSid: twilio.accountSid, phoneNumber }),
    ).rejects.toThrow("Failed to create phone number: +14155201001 is not available");
  });

  test("reads all pages of numbers, and reports a failure", async () => {
    const { fixture, provider } = await configured();
    fixture.carriers.twilio.settings.numbers = Array.from({ length: 60 }, (_, index) => ({
      phoneNumber: `+141520000${10 + index}`,
      sms: true,
      voice: true,
    }));
    const { properties } = await provider.invoke(lookup, { accountSid: twilio.accountSid });
    expect(properties["phoneNumbers"]).toHaveLength(60);
    fixture.carriers.twilio.settings.suspended = true;
    await expect(provider.invoke(lookup, { accountSid: twilio.accountSid })).rejects.toThrow(
      "Failed to list phone numbers: Authenticate",
    );
  });

  test.each<[string, string, Properties, string | undefined]>([
    ["messaging service", serviceType, { friendlyName: "Codes" }, undefined],
    [
      "messaging phone number",
      attachmentType,
      { serviceSid: `MG${"0".repeat(32)}`, sid: `PN${"0".repeat(32)}` },
      "A messaging phone number can't be updated, only replaced",
    ],
    ["phone number", numberType, { accountSid: twilio.accountSid, phoneNumber: "+14155201001" }, undefined],
  ])("names the call on a %s that Twilio rejects", async (what, type, news, unchangeable) => {
    const { fixture, provider } = await configured();
    fixture.carriers.twilio.settings.suspended = true;
    const { urn } = named(type);
    const subject = { ...named(type), id: "x" };
    const properties = { ...news, id: "x" };
    const listed = (reason: string): string => `1 error occurred:\n\t* ${reason}\n\n`;
    const refusal = (verb: string): string => listed(`Failed to ${verb} ${what}: Authenticate`);
    await expect(provider.create({ ...named(type), properties: news, preview: false })).rejects.toThrow(
      new Error(refusal("create")),
    );
    await expect(provider.read({ ...subject, properties, inputs: news })).rejects.toThrow(
      new Error(`refreshing ${urn}: ${refusal("read")}`),
    );
    await expect(
      provider.update({ ...subject, olds: properties, news, ignoreChanges: [], preview: false }),
    ).rejects.toMatchObject({
      message: `updating ${urn}: ${unchangeable === undefined ? refusal("update") : listed(unchangeable)}`,
    });
    await expect(provider.delete({ ...subject, properties })).rejects.toThrow(
      new Error(`deleting ${urn}: ${refusal("delete")}`),
    );
  });

  test("reports what the provider lacks", async () => {
    const { provider } = await configured();
    const lacking = (name: string): Error =>
      new Error(
        `The local twilio plugin does not have ${name}; the official terraform-provider plugin does.`,
      );
    await expect(
      provider.check({ ...named("twilio:index/queue:Queue"), olds: {}, news: {}, randomSeed: "" }),
    ).rejects.toThrow(lacking("Queue"));
    await expect(provider.invoke("twilio:index/getQueue:getQueue", {})).rejects.toThrow(lacking("getQueue"));
  });

  test.each<[Properties, string]>([
    [{}, "SID is required, Auth token is required"],
    [{ authToken: "t" }, "SID is required"],
    [{ accountSid: "AC1" }, "Auth token is required"],
    [{ accountSid: "AC1", apiKey: "SK1" }, "Auth token is required"],
  ])("is not configured with the credentials %j", (inputs, problems) => {
    const provider = new TwilioProvider({ SANDBOX_TWILIO_URL: "http://localhost:1/carriers/twilio" });
    expect(() => {
      provider.configure(inputs);
    }).toThrow(new Error(`Account details specified are invalid. Validation errors: [${problems}]`));
  });

  test.each([
    ["accountSids", "`twilio:accountSids` is not a valid configuration key for the twilio provider."],
    ["edge", "The local twilio plugin does not have the setting `twilio:edge`."],
    ["region", "The local twilio plugin does not have the setting `twilio:region`."],
  ])("rejects the setting %s", (name, failure) => {
    const provider = new TwilioProvider({ SANDBOX_TWILIO_URL: "http://localhost:1/carriers/twilio" });
    expect(provider.checkConfig({ [name]: "x" }).failures).toEqual([failure]);
  });

  test.each([
    [undefined, "Twilio"],
    ["https://api.twilio.com", "https://api.twilio.com"],
    ["http://localhost@example.com/", "http://localhost@example.com/"],
    ["http://127.0.0.1.example.com/", "http://127.0.0.1.example.com/"],
    ["http://localhost:80?x=http://a", "http://localhost:80?x=http://a"],
  ])("rejects a host that is not this machine: %s", (address, named) => {
    const provider = new TwilioProvider(address === undefined ? {} : { SANDBOX_TWILIO_URL: address });
    const inputs = { accountSid: twilio.accountSid, authToken: twilio.authToken };
    const failure =
      `Failed to use ${named}: this is the local twilio plugin, and it talks to a stand-in on this machine only, ` +
      "whose http address must be in SANDBOX_TWILIO_URL. For a real account, run pulumi outside the sandbox; " +
      "it then uses the official terraform-provider plugin.";
    expect(provider.checkConfig(inputs).failures).toEqual([failure]);
    expect(() => {
      provider.configure(inputs);
    }).toThrow(new Error(failure));
  });

  test("marks the provider's own token as secret", () => {
    const provider = new TwilioProvider({ SANDBOX_TWILIO_URL: "http://localhost:1/carriers/twilio" });
    const { inputs, failures } = provider.checkConfig({ accountSid: "AC1", authToken: "t" });
    expect(failures).toEqual([]);
    expect(inputs["accountSid"]).toBe("AC1");
    expect(inputs["authToken"]).toMatchObject({ value: "t" });
  });

  test("is the only package that the program's SDK requires", () => {
    const provider = new TwilioProvider({});
    expect(provider.parameterize(twilioPackage)).toEqual(twilioPackage);
    expect(() => provider.parameterize({ ...twilioPackage, version: "0.28.0" })).toThrow(
      new Error(
        `This is the local plugin, and it provides the package twilio ${twilioPackage.version} only, not twilio 0.28.0; install the official terraform-provider plugin.`,
      ),
    );
  });
});
