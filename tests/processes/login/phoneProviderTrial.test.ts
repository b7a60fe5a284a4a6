import { describe, expect, test } from "vitest";
import type { TenantUnderTest } from "../../sandbox/auth0/support.ts";
import { newTenant } from "../../sandbox/auth0/support.ts";

const to = "+14155552671";

interface Sent {
  to: string;
  channel: string;
  status: string;
  text: string;
}

async function sentBy({ call }: TenantUnderTest): Promise<Sent[]> {
  return (await call("GET", "/sandbox/messages")).body as Sent[];
}

async function twilioProvider({ auth0, tenant }: TenantUnderTest, token?: string): Promise<string> {
  const { accountSid, authToken, from } = tenant.state.secrets.twilio;
  const provider = await auth0.branding.phone.providers.create({
    name: "twilio",
    configuration: { sid: accountSid, default_from: from, delivery_methods: ["text", "voice"] },
    credentials: { auth_token: token ?? authToken },
  });
  return provider.id ?? "";
}

describe("testing a phone provider", () => {
  test.each([
    ["text", "sms"],
    ["voice", "voice"],
  ] as const)("sends one message by %s through Twilio", async (method, channel) => {
    const under = await newTenant();
    const id = await twilioProvider(under);
    const answer = await under.auth0.branding.phone.providers.test(id, { to, delivery_method: method });
    expect(answer).toEqual({ code: 202, message: "Phone notification sent" });
    expect(await sentBy(under)).toEqual([
      expect.objectContaining({ to, channel, carrier: "twilio", status: "delivered" }),
    ]);
  });

  test("returns Twilio's error", async () => {
    const under = await newTenant();
    const id = await twilioProvider(under, "0".repeat(32));
    const failure = under.auth0.branding.phone.providers.test(id, { to });
    await expect(failure).rejects.toMatchObject({ statusCode: 400 });
    await expect(failure).rejects.toThrow(/Twilio error 20003/);
    expect(await sentBy(under)).toEqual([expect.objectContaining({ to, status: "failed" })]);
  });

  test.each([
    ["", /No deployed Action|sent/],
    ["api.notification.drop('not today')", /asked to drop: not today/],
    ["throw new Error('no credit')", /no credit/],
  ])("runs a custom provider's Action, and returns its result: %j", async (line, says) => {
    const under = await newTenant();
    const code = `exports.onExecuteCustomPhoneProvider = async (event, api) => { ${line || "console.log(event.notification.recipient)"} };`;
    const trigger = { id: "custom-phone-provider", version: "v1" };
    await under.call("POST", "/actions/actions", {
      name: "Ours",
      supported_triggers: [trigger],
      code,
      deploy: true,
    });
    const provider = await under.auth0.branding.phone.providers.create({
      name: "custom",
      configuration: { delivery_methods: ["text"] },
      credentials: {},
    });
    const answer = under.auth0.branding.phone.providers.test(provider.id ?? "", { to });
    if (line === "")
      await expect(answer).resolves.toMatchObject({ message: expect.stringMatching(says) as string });
    else await expect(answer).rejects.toThrow(says);
  });

  test("rejects an invalid number, an unknown provider and a missing scope", async () => {
    const under = await newTenant();
    const id = await twilioProvider(under);
    const { providers } = under.auth0.branding.phone;
    await expect(providers.test(id, { to: "0170 1234567" })).rejects.toThrow(/Invalid phone number/);
    await expect(providers.test("pro_none", { to })).rejects.toMatchObject({ statusCode: 404 });
    await expect(
      under.withScopes("read:phone_providers").branding.phone.providers.test(id, { to }),
    ).rejects.toMatchObject({ statusCode: 403 });
    await providers.update(id, { disabled: true });
    await expect(providers.test(id, { to })).rejects.toThrow(/disabled/);
    expect(await sentBy(under)).toEqual([]);
  });
});

describe("a running local tenant", () => {
  test("describes the URLs of the carriers' stand-ins, without a secret", async () => {
    const { call } = await newTenant();
    expect((await call("GET", "/sandbox/description")).body).toEqual({
      carriers: {
        twilio: "https://localhost:3000/carriers/twilio",
        plivo: "https://localhost:3000/carriers/plivo",
      },
    });
  });

  test("dates its responses by its own clock", async () => {
    const { call } = await newTenant({ clock: new Date("2030-01-01T00:00:00Z") });
    expect((await call("GET", "/clients")).headers.get("date")).toMatch(/^Tue, 01 Jan 2030 00:00:0/);
  });
});
