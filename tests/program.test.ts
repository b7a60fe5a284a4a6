import * as pulumi from "@pulumi/pulumi";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { purposeOf } from "../components/hooks/purpose.ts";
import { twilioHas } from "./support/program/twilioNumbers.ts";
import { tenantsPolicyIs } from "./support/tenant/tenantsPolicy.ts";
import { runProgram } from "./support/program/runProgram.ts";
import { only, recordResources, types, valueOf } from "./support/pulumi/mocks.ts";
import { goodPlivoValues, goodValues, secretKeys } from "./support/settings/source.ts";

test("the outputs are those that the application and its tester need", async () => {
  const { outputs } = await runProgram(goodValues, {
    pinned: { domain: "tenant.eu.auth0.com", ownershipTag: "tag" },
  });
  expect(outputs["domain"]).toBe("tenant.eu.auth0.com");
  expect(await valueOf(pulumi.output(outputs["clientId"]))).toBe("client-of-spa");
  expect(await valueOf(pulumi.output(outputs["authConfig"]))).toEqual({
    domain: "tenant.eu.auth0.com",
    clientId: "client-of-spa",
  });
  expect(await valueOf(pulumi.output(outputs["tryUrl"]))).toMatch(
    /^https:\/\/tenant\.eu\.auth0\.com\/authorize\?client_id=client-of-spa&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A3000&scope=openid%20profile&prompt=login&code_challenge=[\w-]{43}&code_challenge_method=S256$/,
  );
  expect(outputs["mfa"]).toEqual({
    policy: "always",
    delivery: ["sms"],
    sender: "twilio",
    experience: "unified",
  });
});

test("the application has its configured name and URLs", async () => {
  const { resources } = await runProgram({
    ...goodValues,
    "auth0-phone-mfa:logoutUrls": '["http://localhost:3000/bye"]',
    "auth0-phone-mfa:webOrigins": '["http://localhost:3001"]',
  });
  expect(only(resources, types.client).inputs).toMatchObject({
    name: "Twilio MFA Test",
    callbacks: ["http://localhost:3000"],
    allowedLogoutUrls: ["http://localhost:3000/bye"],
    webOrigins: ["http://localhost:3001"],
  });
});

/** The configuration of several applications, instead of that of one. */
const several = (...applications: [name: string, appName: string][]) => {
  const { "auth0-phone-mfa:appName": _, ...others } = goodValues;
  const kept = Object.entries(others).filter(([key]) => !/Urls$|webOrigins$/.test(key));
  const url = (name: string) => [`https://${name}.example.com`];
  const declared = applications.map(([name, appName]) => [name, { appName, callbackUrls: url(name) }]);
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    "auth0-phone-mfa:applications": JSON.stringify(Object.fromEntries(declared)),
  };
};

test("each of several applications has its outputs by its name", async () => {
  const { outputs } = await runProgram(several(["shop", "Shop"], ["admin", "Admin"]));
  expect(Object.keys(outputs)).toEqual(["domain", "applications", "mfa"]);
  const applications = outputs["applications"] as Record<string, Record<string, unknown>>;
  expect(Object.keys(applications)).toEqual(["shop", "admin"]);
  for (const [name, { clientId, tryUrl }] of Object.entries(applications)) {
    expect(await valueOf(pulumi.output(clientId))).toBe(`client-of-${name}`);
    const url = new URL(await valueOf<string>(pulumi.output(tryUrl)));
    expect(url.searchParams.get("redirect_uri")).toBe(`https://${name}.example.com`);
  }
});

test("the outputs name no MFA setting that the stack does not manage", async () => {
  tenantsPolicyIs("all-applications");
  const { outputs } = await runProgram({ ...goodValues, "auth0-phone-mfa:manage": '["application"]' });
  expect(outputs["mfa"]).toEqual({ experience: "unified" });
  expect(await valueOf(pulumi.output(outputs["clientId"]))).toBe("client-of-spa");
});

test("a stack that manages no application has no application's outputs", async () => {
  tenantsPolicyIs("all-applications");
  const { outputs } = await runProgram({ ...goodValues, "auth0-phone-mfa:manage": '["sender", "factor"]' });
  expect(outputs).toMatchObject({ applications: {}, mfa: { delivery: ["sms"], sender: "twilio" } });
  expect(outputs).not.toHaveProperty("clientId");
  expect(outputs["mfa"]).not.toHaveProperty("policy");
});

test("a destroy declares only the tenant, regardless of other errors in the configuration", async () => {
  for (const [name, value] of Object.entries(purposeOf("destroy"))) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { resources, outputs } = await runProgram({ ...goodValues, "auth0-phone-mfa:sender": "vonage" });
  expect(resources.map(({ name }) => name)).toEqual(["tenant"]);
  expect(outputs).toEqual({});
});

describe("the stack's own Messaging Service", () => {
  const ofService = {
    "auth0-phone-mfa:twilioFrom": "",
    "auth0-phone-mfa:twilioMessaging": JSON.stringify({ service: true, numbers: ["+15005550006"] }),
  };
  const values = { ...goodValues, ...ofService };

  test("attaches the account's numbers, and the provider gets its SID", async () => {
    twilioHas("+15005550006");
    const { resources, outputs } = await runProgram(values);
    const { messagingServiceSid } = outputs["mfa"] as Record<string, unknown>;
    expect(await valueOf(pulumi.output(messagingServiceSid))).toBe("sid-of-twilio-messaging");
    expect(only(resources, types.service).inputs).toEqual({ friendlyName: "Twilio MFA Test (dev)" });
    expect(only(resources, types.attachment).inputs).toEqual({
      serviceSid: "sid-of-twilio-messaging",
      sid: "PN+15005550006",
    });
    const configuration = only(resources, types.provider).inputs["configuration"];
    expect(configuration).toMatchObject({ mssid: "sid-of-twilio-messaging" });
    expect(configuration).not.toHaveProperty("defaultFrom");
    expect(resources.filter(({ type }) => type === types.number)).toEqual([]);
  });

  test.each([
    ["the application", { ...goodValues, "auth0-phone-mfa:appName": "Shop" }, "Shop (dev)"],
    ["the application without a name among others", several(["shop", "Shop"], ["spa", "Main"]), "Main (dev)"],
    ["the first of several applications", several(["shop", "Shop"], ["admin", "Admin"]), "Shop (dev)"],
    [
      "the project, without an application",
      { ...goodValues, "auth0-phone-mfa:manage": '["sender", "factor", "policy"]' },
      "auth0-phone-mfa (dev)",
    ],
    [
      "an application with a long name, shortened",
      { ...goodValues, "auth0-phone-mfa:appName": "S".repeat(99) },
      "S".repeat(64),
    ],
  ])("is named after %s", async (_, configuration, friendlyName) => {
    twilioHas("+15005550006");
    const { resources } = await runProgram({ ...configuration, ...ofService });
    expect(only(resources, types.service).inputs).toEqual({ friendlyName });
  });

  test("stops the run if a number does not belong to the account", async () => {
    twilioHas("+14155552671");
    const run = runProgram(values);
    await expect(run).rejects.toThrow(/numbers\[0\] \(\+15005550006\) does not belong to the account/);
    await expect(run).rejects.toSatisfy((error) => pulumi.RunError.isInstance(error));
  });
});

test("the sender's account is checked before the tenant gets its credentials", async () => {
  const { resources } = await runProgram(goodValues);
  expect(only(resources, types.provider).options?.hooks).toMatchObject({
    beforeCreate: expect.arrayContaining(["auth0-phone-mfa:account"]) as unknown,
    beforeUpdate: expect.arrayContaining(["auth0-phone-mfa:account"]) as unknown,
  });
});

test("a project with the name of a provider's namespace stops before any call to the tenant", async () => {
  const resources = await recordResources({}, { project: "twilio" });
  pulumi.runtime.setAllConfig({ ...goodValues }, [...secretKeys]);
  const { default: program } = await import("../index.ts");
  await expect(program()).rejects.toThrow(
    'The project is named "twilio", and twilio: is the namespace of other configuration keys.',
  );
  expect(resources).toEqual([]);
});

test("Plivo's Action gets its reviewed code", async () => {
  const { resources } = await runProgram(goodPlivoValues);
  expect(only(resources, types.action).inputs["code"]).toContain("onExecuteCustomPhoneProvider");
});

test("an invalid configuration stops the program before any call to the tenant", async () => {
  const resources = await recordResources();
  pulumi.runtime.setAllConfig({ ...goodValues, "auth0-phone-mfa:sender": "vonage" }, [...secretKeys]);
  const { default: program } = await import("../index.ts");
  await expect(program()).rejects.toThrow(/sender must be twilio or plivo/);
  expect(resources).toEqual([]);
});
