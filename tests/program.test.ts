import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { only, recordResources, types, valueOf } from "./support/pulumi/mocks.ts";
import type { MockTenant } from "./support/pulumi/mocks.ts";
import { goodPlivoValues, goodValues, secretKeys } from "./support/settings/source.ts";

beforeEach(() => {
  vi.resetModules();
  for (const name of ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET", "AUTH0_API_TOKEN"])
    vi.stubEnv(name, "");
});

/** Runs the whole program as the engine would, with these configuration values. */
async function program(
  values: Readonly<Record<string, string>>,
  tenant: Partial<MockTenant> = {},
  stack = "dev",
) {
  const resources = await recordResources(tenant, { stack });
  pulumi.runtime.setAllConfig({ ...values }, [...secretKeys]);
  const outputs = await import("../index.ts");
  // Waits until all that the program declares is registered.
  await pulumi.runtime.disconnect();
  return { resources, outputs };
}

describe("the outputs", () => {
  test("are what the application and its tester need", async () => {
    const { outputs } = await program(goodValues);
    expect(outputs.domain).toBe("tenant.eu.auth0.com");
    expect(await valueOf(pulumi.output(outputs.clientId))).toBe("client-of-spa");
    expect(await valueOf(pulumi.output(outputs.authConfig))).toEqual({
      domain: "tenant.eu.auth0.com",
      clientId: "client-of-spa",
    });
    expect(outputs.tryUrl).toBe(
      "https://tenant.eu.auth0.com/authorize?client_id=tester&response_type=code" +
        "&connection=Username-Password-Authentication&prompt=login&scope=openid%20profile" +
        "&redirect_uri=https%3A%2F%2Fmanage.auth0.com%2Ftester%2Fcallback%3Fconnection%3DUsername-Password-Authentication",
    );
    expect(outputs.mfa).toEqual({
      policy: "always",
      delivery: ["sms"],
      sender: "twilio",
      experience: "unified",
    });
  });
});

describe("Twilio's numbers", () => {
  const own = "+15005550006";
  const other = "+14155552671";
  const withService = (value: unknown) => ({
    ...goodValues,
    "auth0-phone-mfa:twilioFrom": "",
    "auth0-phone-mfa:twilioMessaging": JSON.stringify(value),
  });

  test("are attached to the stack's own Messaging Service, whose SID the provider gets", async () => {
    const { resources } = await program(withService({ service: true, numbers: [own] }));
    expect(only(resources, types.service).inputs).toEqual({ friendlyName: "Twilio MFA Test (dev)" });
    expect(only(resources, types.attachment).inputs).toEqual({
      serviceSid: "sid-of-twilio-messaging",
      sid: `PN${own}`,
    });
    const configuration = only(resources, types.provider).inputs["configuration"];
    expect(configuration).toMatchObject({ mssid: "sid-of-twilio-messaging" });
    expect(configuration).not.toHaveProperty("defaultFrom");
    expect(resources.filter(({ type }) => type === types.number)).toEqual([]);
  });

  test("are bought by name, and a warning names each that is not there yet", async () => {
    const warn = vi.spyOn(pulumi.log, "warn");
    onTestFinished(() => {
      warn.mockRestore();
    });
    const numbers = [{ phoneNumber: own }];
    const { resources } = await program(withService({ service: true, buyNumbers: [own, other] }), {
      numbers,
    });
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(
        /^\+14155552671 is to be bought .* costs money each month .* does not release it/,
      ),
    ]);
    expect(only(resources, types.number, other).inputs).toMatchObject({ phoneNumber: other });
  });

  test.each<[string, Record<string, string>, MockTenant["numbers"], RegExp]>([
    [
      "another's",
      goodValues,
      [{ phoneNumber: other }],
      /twilioFrom \(\+15005550006\) is not a number of the account\.\nOf the account's numbers can send SMS: \+14155552671\./,
    ],
    [
      "without SMS",
      goodValues,
      [{ phoneNumber: own, sms: false }],
      /can't send SMS\.\nNone of the account's numbers can send SMS/,
    ],
    [
      "without voice",
      { ...goodValues, "auth0-phone-mfa:delivery": '["sms","voice"]' },
      [{ phoneNumber: own, voice: false }, { phoneNumber: other }],
      /can't call\.\n.* can send SMS and call: \+14155552671/,
    ],
    ["of an empty account", goodValues, [], /no number at all/],
    [
      "bought, and unable",
      withService({ service: true, buyNumbers: [own] }),
      [{ phoneNumber: own, sms: false }],
      /buyNumbers\[0\] \(\+15005550006\) can't send SMS/,
    ],
  ])("%s stop the run", async (_name, values, numbers, words) => {
    const run = program(values, { numbers });
    await expect(run).rejects.toThrow(words);
    await expect(run).rejects.toSatisfy((error) => pulumi.RunError.isInstance(error));
  });

  test("that can't be read stop the run, with a remedy and no secret", async () => {
    const token = goodValues["twilio:authToken"] ?? "";
    const numbers = new Error(
      `invoking x: 1 error occurred:\n\t* Failed to list phone numbers: Authenticate ${token}\n\n`,
    );
    const run = program(goodValues, { numbers });
    await expect(run).rejects.toThrow(
      /Twilio account AC\w+: Authenticate …\. Nothing was changed\..*--secret twilio:authToken/,
    );
    await expect(run).rejects.not.toThrow(token);
  });

  test("that can't be read for another reason stop the run with that reason alone", async () => {
    const run = program(goodValues, { numbers: new Error("the plugin exited") });
    await expect(run).rejects.toThrow(
      /^Failed to read the numbers of Twilio account AC\w+: the plugin exited\. /,
    );
  });

  test("are not looked up for Plivo, nor for a Messaging Service that is there already", async () => {
    const numbers = new Error("nobody may ask");
    await expect(program(goodPlivoValues, { numbers })).resolves.toBeDefined();
  });
});

test("Plivo's Action gets its reviewed code", async () => {
  const { resources } = await program(goodPlivoValues);
  expect(only(resources, types.action).inputs["code"]).toContain("onExecuteCustomPhoneProvider");
});

describe("the tenant's phone experience", () => {
  const unified = goodValues;
  const legacy = { ...goodValues, "auth0-phone-mfa:phoneExperience": "legacy" };

  /** What the Management API itself says, where the provider's getTenant says false. */
  function apiAnswers(settings: object) {
    const fetch = vi.fn((url: string, _init?: RequestInit) =>
      Promise.resolve(Response.json(url.endsWith("/oauth/token") ? { access_token: "token" } : settings)),
    );
    vi.stubGlobal("fetch", fetch);
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    return fetch;
  }

  test.each([
    ["unified", unified, true, {}],
    ["unified, though the flag is missing", unified, false, {}],
    ["legacy", legacy, false, { phone_consolidated_experience: false }],
  ])("%s: goes on", async (_name, values, phoneConsolidatedExperience, settings) => {
    apiAnswers(settings);
    const { resources } = await program(values, { phoneConsolidatedExperience });
    expect(only(resources, types.client)).toBeDefined();
  });

  test.each([
    ["unified", unified, false, { phone_consolidated_experience: false }, "legacy"],
    ["legacy", legacy, true, {}, "unified"],
    ["legacy", legacy, false, {}, "unified"],
  ])(
    "declared %s for the other: fails and says so",
    async (declared, values, phoneConsolidatedExperience, settings, actual) => {
      const fetch = apiAnswers(settings);
      await expect(program(values, { phoneConsolidatedExperience })).rejects.toThrow(
        `has the ${actual} phone experience, but phoneExperience is ${declared}; nothing was changed. Mend: pulumi config set phoneExperience ${actual}`,
      );
      for (const [, init] of fetch.mock.calls) expect(init?.redirect).toBe("manual");
    },
  );

  test("that can't be read is not guessed", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ message: "no" }, { status: 403 })));
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    await expect(program(unified, { phoneConsolidatedExperience: false })).rejects.toThrow(
      /Failed to find out which phone experience tenant tenant\.eu\.auth0\.com has: the application may not use the Management API\..*Nothing was changed\./,
    );
  });
});

test("a wrong configuration stops the program before it asks the tenant anything", async () => {
  const resources = await recordResources();
  pulumi.runtime.setAllConfig({ ...goodValues, "auth0-phone-mfa:sender": "vonage" }, [...secretKeys]);
  await expect(import("../index.ts")).rejects.toThrow(/sender must be twilio or plivo/);
  expect(resources).toEqual([]);
});
