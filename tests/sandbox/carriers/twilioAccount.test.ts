import { describe, expect, test } from "vitest";
import { phoneNumberSid } from "../../../sandbox/carriers/twilio/account.ts";
import { served, twilioClient } from "./clients.ts";
import { basic, newCarriers, now, someone, twilio } from "./support.ts";

const account = `/carriers/twilio/2010-04-01/Accounts/${twilio.accountSid}`;
const authorization = basic(twilio.accountSid, twilio.authToken);
const forSale = "+14155201001";

describe("a Twilio account, in the official SDK", () => {
  test("is the one that its credentials belong to, with its balance", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    expect(await client.api.v2010.accounts.list()).toMatchObject([{ sid: twilio.accountSid, type: "Full" }]);
    fixture.carriers.twilio.settings.balance = 0.5;
    expect(await client.balance.fetch()).toMatchObject({ balance: "0.50", currency: "USD" });
    fixture.carriers.twilio.settings.trial = true;
    expect(await client.api.v2010.accounts.list()).toMatchObject([{ type: "Trial" }]);
  });

  test("accepts a secondary token in addition to the first, until it is deleted", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    const { secondaryAuthToken: password } = await client.accounts.v1.secondaryAuthToken().create();
    expect(password).toMatch(/^[0-9a-f]{32}$/);
    const other = twilioClient(fixture, { password });
    expect(await other.incomingPhoneNumbers.list()).toHaveLength(1);
    expect(await client.incomingPhoneNumbers.list()).toHaveLength(1);
    expect(await client.accounts.v1.secondaryAuthToken().remove()).toBe(true);
    await expect(other.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    await expect(client.accounts.v1.authTokenPromotion().update()).rejects.toMatchObject({ status: 404 });
  });

  test("rejects the first token once the secondary one is promoted", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    const { secondaryAuthToken: password } = await client.accounts.v1.secondaryAuthToken().create();
    const { authToken } = await client.accounts.v1.authTokenPromotion().update();
    expect(authToken).toBe(password);
    await expect(client.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    const other = twilioClient(fixture, { password });
    expect(await other.incomingPhoneNumbers.list()).toHaveLength(1);
    await expect(other.accounts.v1.authTokenPromotion().update()).rejects.toMatchObject({ status: 404 });
  });

  test("shows and sells nothing without its token", async () => {
    const { api, balance } = twilioClient(await served(), { password: "wrong" });
    const account = api.v2010.accounts(twilio.accountSid);
    for (const call of [
      () => account.fetch(),
      () => balance.fetch(),
      () => account.keys.list(),
      () => account.newKeys.create({ friendlyName: "theirs" }),
      () => account.incomingPhoneNumbers.list(),
      () => account.incomingPhoneNumbers.create({ phoneNumber: forSale }),
      () => account.availablePhoneNumbers("US").local.list(),
      () => account.messages.list(),
    ])
      await expect(call(), String(call)).rejects.toMatchObject({ status: 401, code: 20003 });
  });

  test("has API keys that access everything except the account and its keys", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    const { sid, secret } = await client.newKeys.create({ friendlyName: "terraform" });
    expect(sid).toMatch(/^SK[0-9a-f]{32}$/);
    const list = await client.keys.list();
    expect(list).toMatchObject([{ sid, friendlyName: "terraform", dateCreated: now }]);
    expect(JSON.stringify(list)).not.toContain(secret);
    const byKey = twilioClient(fixture, { username: sid, password: secret });
    expect(await byKey.incomingPhoneNumbers.list()).toHaveLength(1);
    await expect(byKey.keys.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    await expect(byKey.api.v2010.accounts(twilio.accountSid).fetch()).rejects.toMatchObject({ status: 401 });
    const wrong = twilioClient(fixture, { username: sid, password: `${secret}0` });
    await expect(wrong.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 401 });
    expect(await client.keys(sid).remove()).toBe(true);
    await expect(client.keys(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(byKey.incomingPhoneNumbers.list()).rejects.toMatchObject({ status: 401 });
  });
});

describe("an account's numbers, in the official SDK", () => {
  test("are listed, fetched and changed under a SID that stays the same", async () => {
    const client = twilioClient(await served());
    const [number] = await client.incomingPhoneNumbers.list();
    const sid = number?.sid ?? "";
    expect(number).toMatchObject({
      sid: expect.stringMatching(/^PN[0-9a-f]{32}$/) as string,
      phoneNumber: twilio.from,
      friendlyName: "(415) 200-0000",
      capabilities: { sms: true, voice: true, mms: false, fax: false },
      dateCreated: now,
      smsMethod: "POST",
      smsUrl: "",
      voiceReceiveMode: "voice",
    });
    const changed = await client
      .incomingPhoneNumbers(sid)
      .update({ friendlyName: "Codes", smsUrl: "https://example.com/", voiceCallerIdLookup: true });
    expect(changed).toMatchObject({ sid, friendlyName: "Codes", voiceCallerIdLookup: true });
    expect(await client.incomingPhoneNumbers(sid).fetch()).toMatchObject({ smsUrl: "https://example.com/" });
  });

  test("are returned in pages, and can be searched", async () => {
    const fixture = await served();
    fixture.carriers.twilio.settings.numbers = Array.from({ length: 7 }, (_, index) => ({
      phoneNumber: `+1415200000${index}`,
      sms: true,
      voice: false,
    }));
    const { incomingPhoneNumbers } = twilioClient(fixture);
    for (const pageSize of [1, 3, 7]) {
      const all = await incomingPhoneNumbers.list({ pageSize });
      expect(all.map(({ phoneNumber }) => phoneNumber.at(-1)).join("")).toBe("0123456");
    }
    const first = await incomingPhoneNumbers.page({ pageSize: 3 });
    expect(await first.previousPage()).toBeUndefined();
    const second = await first.nextPage();
    expect(second?.instances.map(({ phoneNumber }) => phoneNumber.at(-1)).join("")).toBe("345");
    expect((await second?.previousPage())?.instances).toHaveLength(3);
    expect(await incomingPhoneNumbers.list({ phoneNumber: "+14152000004" })).toHaveLength(1);
    expect(await incomingPhoneNumbers.list({ phoneNumber: "1415*00000*" })).toHaveLength(7);
    expect(await incomingPhoneNumbers.list({ friendlyName: "(415) 200-0002" })).toHaveLength(1);
    expect(await incomingPhoneNumbers.list({ beta: true })).toEqual([]);
    await expect(incomingPhoneNumbers.page({ pageToken: "PAPN0" })).rejects.toMatchObject({ status: 404 });
  });

  test("can be bought from the numbers for sale, and released", async () => {
    const fixture = await served();
    const client = twilioClient(fixture);
    const found = await client.availablePhoneNumbers("US").local.list({ areaCode: 415, smsEnabled: true });
    expect(found.map(({ phoneNumber }) => phoneNumber)).toContain(forSale);
    expect(found[0]?.capabilities).toMatchObject({ SMS: true, voice: true, MMS: false });
    expect(found[0]?.beta).toBe(false);
    const { local } = client.availablePhoneNumbers("US");
    for (const wanted of [
      { smsEnabled: false },
      { voiceEnabled: false },
      { mmsEnabled: true },
      { faxEnabled: true },
    ])
      expect(await local.list(wanted), JSON.stringify(wanted)).toEqual([]);
    expect(await client.availablePhoneNumbers("GB").local.list()).toEqual([]);
    const bought = await client.incomingPhoneNumbers.create({ phoneNumber: forSale, friendlyName: "Codes" });
    expect(bought).toMatchObject({ phoneNumber: forSale, friendlyName: "Codes", status: "in-use" });
    const byArea = await client.incomingPhoneNumbers.create({ areaCode: "415" });
    expect(await client.incomingPhoneNumbers.list()).toHaveLength(3);
    expect(await client.messages.create({ to: someone, from: forSale, body: "1" })).toMatchObject({
      status: "queued",
    });
    expect(await client.incomingPhoneNumbers(byArea.sid).remove()).toBe(true);
    await expect(client.incomingPhoneNumbers(byArea.sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
    fixture.carriers.reset();
    expect(await client.incomingPhoneNumbers.list()).toHaveLength(1);
  });

  test.each([
    [{ phoneNumber: twilio.from }, 21422, `${twilio.from} is not available`],
    [{ phoneNumber: someone }, 21422, `${someone} is not available`],
    [{ phoneNumber: "+1" }, 21421, "+1 is not a valid number"],
    [{ areaCode: "533" }, 21452, "No phone numbers found in area code 533"],
    [{}, 21421, "PhoneNumber or AreaCode is required"],
    [{ phoneNumber: forSale, smsMethod: "PUT" }, 20001, "Invalid parameter: SmsMethod"],
    [
      { phoneNumber: forSale, voiceCallerIdLookup: "perhaps" as unknown as boolean },
      20001,
      "Invalid parameter: VoiceCallerIdLookup",
    ],
  ])("can't be bought with %j", async (wanted, code, message) => {
    const client = twilioClient(await served());
    const refusal = { status: 400, code, message };
    await expect(client.incomingPhoneNumbers.create(wanted)).rejects.toMatchObject(refusal);
    expect(await client.incomingPhoneNumbers.list()).toHaveLength(1);
  });

  test.each([
    "AccountSid",
    "AddressSid",
    "BundleSid",
    "EmergencyAddressSid",
    "IdentitySid",
    "SmsApplicationSid",
    "TrunkSid",
    "VoiceApplicationSid",
  ])("can't be bought or changed with %s, which is not emulated", async (name) => {
    const { app, carriers } = newCarriers();
    const [number] = carriers.twilio.settings.numbers;
    for (const path of ["", `/${phoneNumberSid(twilio.from)}`]) {
      const answer = await app.request(`${account}/IncomingPhoneNumbers${path}.json`, {
        method: "POST",
        headers: { authorization },
        body: new URLSearchParams({ ...(path === "" && { PhoneNumber: forSale }), [name]: "x" }),
      });
      expect([answer.status, await answer.json()]).toEqual([
        501,
        expect.objectContaining({ message: `The parameter ${name} is not emulated by the stand-in` }),
      ]);
    }
    expect(carriers.twilio.settings.numbers).toEqual([number]);
  });

  test.each([
    "NearNumber",
    "NearLatLong",
    "Distance",
    "InPostalCode",
    "InRegion",
    "InRateCenter",
    "InLata",
    "InLocality",
  ])("for sale can't be searched by %s, which is not emulated", async (name) => {
    const { app } = newCarriers();
    const search = (value: string) =>
      app.request(`${account}/AvailablePhoneNumbers/US/Local.json?${name}=${value}`, {
        headers: { authorization },
      });
    const answer = await search("x");
    expect([answer.status, await answer.json()]).toEqual([
      501,
      expect.objectContaining({ message: `The parameter ${name} is not emulated by the stand-in` }),
    ]);
    expect((await search("")).status).toBe(200);
  });

  test("are at most one on a trial account", async () => {
    const fixture = await served();
    fixture.carriers.twilio.settings.trial = true;
    await expect(
      twilioClient(fixture).incomingPhoneNumbers.create({ phoneNumber: forSale }),
    ).rejects.toMatchObject({
      status: 400,
      code: 21404,
      message:
        "Trial accounts are allowed only one Twilio number. To purchase additional numbers, please upgrade your account.",
    });
  });

  test("are not emulated in lists by kind", async () => {
    const { incomingPhoneNumbers, availablePhoneNumbers } = twilioClient(await served());
    await expect(incomingPhoneNumbers.tollFree.list()).rejects.toMatchObject({ status: 501 });
    await expect(availablePhoneNumbers("US").tollFree.list()).rejects.toMatchObject({ status: 501 });
  });
});

describe("Messaging Services, in the official SDK", () => {
  async function withService() {
    const fixture = await served();
    const client = twilioClient(fixture);
    const service = await client.messaging.v1.services.create({ friendlyName: "Codes" });
    const [number] = await client.incomingPhoneNumbers.list();
    return { fixture, client, service, phoneNumberSid: number?.sid ?? "" };
  }

  test("are created, changed, listed and deleted", async () => {
    const { client, service } = await withService();
    const { services } = client.messaging.v1;
    expect(service).toMatchObject({
      sid: expect.stringMatching(/^MG[0-9a-f]{32}$/) as string,
      friendlyName: "Codes",
      dateCreated: new Date("2026-01-02T03:04:05Z"),
      stickySender: true,
      validityPeriod: 14400,
      inboundRequestUrl: null,
    });
    await services(service.sid).update({ stickySender: false, inboundRequestUrl: "https://example.com/" });
    const update = { inboundRequestUrl: "", validityPeriod: 60 };
    expect(await services(service.sid).update(update)).toMatchObject({
      friendlyName: "Codes",
      stickySender: false,
      inboundRequestUrl: null,
      validityPeriod: 60,
    });
    for (const friendlyName of ["b", "c", "d"]) await services.create({ friendlyName });
    const names = (await services.list({ pageSize: 2 })).map(({ friendlyName }) => friendlyName);
    expect(names).toEqual(["Codes", "b", "c", "d"]);
    const first = await services.page({ pageSize: 2 });
    expect(await first.previousPage()).toBeUndefined();
    expect((await (await first.nextPage())?.previousPage())?.instances).toHaveLength(2);
    expect(await services(service.sid).remove()).toBe(true);
    await expect(services(service.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(services.create({ friendlyName: "" })).rejects.toMatchObject({
      status: 400,
      code: 20001,
      message: "Missing required parameter FriendlyName in the post body",
    });
    await expect(services.create({ friendlyName: "e", validityPeriod: -1 })).rejects.toMatchObject({
      status: 400,
      code: 20001,
      message: "Invalid parameter: ValidityPeriod",
    });
  });

  test("send from their numbers, and can't send without one", async () => {
    const { client, service, phoneNumberSid } = await withService();
    const { phoneNumbers } = client.messaging.v1.services(service.sid);
    const send = { to: someone, messagingServiceSid: service.sid, body: "1234 is your code" };
    await expect(client.messages.create(send)).rejects.toMatchObject({ status: 400, code: 21703 });
    const added = await phoneNumbers.create({ phoneNumberSid });
    expect(added).toMatchObject({
      sid: phoneNumberSid,
      serviceSid: service.sid,
      phoneNumber: twilio.from,
      countryCode: "US",
      capabilities: ["Voice", "SMS"],
    });
    const { sid } = await client.messages.create(send);
    expect(await client.messages(sid).fetch()).toMatchObject({ from: twilio.from });
    expect(await phoneNumbers.list()).toMatchObject([{ sid: phoneNumberSid }]);
    expect(await phoneNumbers(phoneNumberSid).fetch()).toMatchObject({ phoneNumber: twilio.from });
    expect(await phoneNumbers(phoneNumberSid).remove()).toBe(true);
    await expect(phoneNumbers(phoneNumberSid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(client.messages.create(send)).rejects.toMatchObject({ code: 21703 });
  });

  test("can't send if none of their numbers can send texts", async () => {
    const { fixture, client, service, phoneNumberSid } = await withService();
    await client.messaging.v1.services(service.sid).phoneNumbers.create({ phoneNumberSid });
    fixture.carriers.twilio.settings.numbers = [{ phoneNumber: twilio.from, sms: false, voice: true }];
    await expect(
      client.messages.create({ to: someone, messagingServiceSid: service.sid, body: "1" }),
    ).rejects.toMatchObject({ code: 21703 });
  });

  test("list their short codes and alphanumeric sender IDs", async () => {
    const { fixture, client, service } = await withService();
    const one = client.messaging.v1.services(service.sid);
    expect(await one.alphaSenders.list()).toEqual([]);
    fixture.carriers.twilio.settings.messagingServices = [
      { sid: service.sid, numbers: [], shortCodes: ["72345", "89454"], alphaSenders: ["ACME"] },
    ];
    expect(await one.shortCodes.list({ pageSize: 1 })).toMatchObject([
      { sid: expect.stringMatching(/^SC/) as string, shortCode: "72345", countryCode: "US" },
      { shortCode: "89454", capabilities: ["SMS"] },
    ]);
    expect(await one.alphaSenders.list()).toMatchObject([
      { sid: expect.stringMatching(/^AI/) as string, alphaSender: "ACME", serviceSid: service.sid },
    ]);
    expect(await one.destinationAlphaSenders.list()).toEqual([]);
    expect(await one.channelSenders.list()).toEqual([]);
    await expect(client.messaging.v1.services(`MG${"0".repeat(32)}`).shortCodes.list()).rejects.toMatchObject(
      { status: 404 },
    );
  });

  test("accept each number once, and none of a different service", async () => {
    const { client, service, phoneNumberSid } = await withService();
    const { services } = client.messaging.v1;
    const { phoneNumbers } = services(service.sid);
    await phoneNumbers.create({ phoneNumberSid });
    await expect(phoneNumbers.create({ phoneNumberSid })).rejects.toMatchObject({
      status: 409,
      code: 21710,
      message: "Phone Number or Short Code is already in the Messaging Service.",
    });
    const other = await services.create({ friendlyName: "Other" });
    const elsewhere = services(other.sid).phoneNumbers;
    await expect(elsewhere.create({ phoneNumberSid })).rejects.toMatchObject({
      status: 409,
      code: 21712,
      message: "Phone Number or Short Code is associated with another Messaging Service.",
    });
    await expect(phoneNumbers.create({ phoneNumberSid: `PN${"0".repeat(32)}` })).rejects.toMatchObject({
      status: 404,
    });
    await expect(phoneNumbers.create({ phoneNumberSid: "" })).rejects.toMatchObject({
      status: 400,
      message: "Missing required parameter PhoneNumberSid in the post body",
    });
    await services(service.sid).remove();
    expect(await elsewhere.create({ phoneNumberSid })).toMatchObject({ serviceSid: other.sid });
    await client.incomingPhoneNumbers(phoneNumberSid).remove();
    expect(await elsewhere.list()).toEqual([]);
  });

  test("reject unsupported operations and unknown credentials", async () => {
    const { fixture, client, service } = await withService();
    const { services } = client.messaging.v1;
    await expect(services(service.sid).alphaSenders.create({ alphaSender: "ACME" })).rejects.toMatchObject({
      status: 501,
    });
    await expect(services(service.sid).usAppToPerson.list()).rejects.toMatchObject({ status: 501 });
    await expect(client.messaging.v1.brandRegistrations.list()).rejects.toMatchObject({ status: 501 });
    const stranger = twilioClient(fixture, { password: "wrong" });
    await expect(stranger.messaging.v1.services.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    fixture.carriers.twilio.settings.rateLimited = true;
    await expect(services.list()).rejects.toMatchObject({ status: 429 });
  });
});
