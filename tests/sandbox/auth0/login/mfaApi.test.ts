import { expect, test } from "vitest";
import { newFixture, password, tokens, usNumber } from "../../../support/tenant/fixture.ts";
import type { Fixture, FixtureOptions } from "../../../support/tenant/fixture.ts";

const oobGrant = "http://auth0.com/oauth/grant-type/mfa-oob";
const recoveryGrant = "http://auth0.com/oauth/grant-type/mfa-recovery-code";

/** A fixture with a client that may use the grants without a browser, and a user. */
async function newApiFixture(options: FixtureOptions = {}) {
  const fixture = await newFixture(options);
  const client = (await fixture.api("POST", "/clients", {
    name: "Program",
    app_type: "regular_web",
    token_endpoint_auth_method: "client_secret_post",
    grant_types: ["password", "refresh_token", oobGrant, recoveryGrant],
  })) as { client_id: string; client_secret: string };
  const credentials = { client_id: client.client_id, client_secret: client.client_secret };
  const user = await fixture.newUser();
  const grant = (type: string, fields: Record<string, unknown>) =>
    tokens(fixture, { ...credentials, grant_type: type, ...fields });
  const logIn = (scope = "openid email") => grant("password", { username: user.email, password, scope });
  return { fixture, credentials, user, grant, logIn };
}

async function mfa(
  fixture: Fixture,
  method: string,
  path: string,
  token: unknown,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${fixture.url}/mfa/${path}`, {
    method,
    headers: { authorization: `Bearer ${String(token)}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const enrollment = { authenticator_types: ["oob"], oob_channels: ["sms"], phone_number: usNumber };

/** From a password to tokens by a first enrollment. */
async function enroll({ fixture, grant, logIn }: Awaited<ReturnType<typeof newApiFixture>>) {
  const { body: required } = await logIn();
  const { body: associated } = await mfa(fixture, "POST", "associate", required["mfa_token"], enrollment);
  const code = await fixture.messages.nextCode(usNumber);
  const answer = await grant(oobGrant, {
    mfa_token: required["mfa_token"],
    oob_code: associated["oob_code"],
    binding_code: code,
  });
  return { answer, associated };
}

const claimsOf = (token: unknown): object =>
  JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString()) as object;

test("requires a second factor, enrolls a phone, and returns tokens for the code", async () => {
  const api = await newApiFixture();
  expect(await api.logIn()).toMatchObject({
    status: 403,
    body: { error: "mfa_required", error_description: "Multifactor authentication required" },
  });
  const { answer, associated } = await enroll(api);
  expect(associated).toMatchObject({
    authenticator_type: "oob",
    binding_method: "prompt",
    oob_channel: "sms",
  });
  expect(answer.status).toBe(200);
  expect(claimsOf(answer.body["id_token"])).toMatchObject({ amr: ["mfa"], email: api.user.email });
  expect(await api.fixture.logTypes()).toContain("seoobft");
});

test("challenges an enrolled user by the requested authenticator", async () => {
  const api = await newApiFixture();
  await enroll(api);
  const { body: required } = await api.logIn();
  const token = required["mfa_token"];
  const listed = await mfa(api.fixture, "GET", "authenticators", token);
  expect(listed.body).toEqual([
    {
      id: expect.stringMatching(/^sms\|dev_\w{16}$/) as string,
      authenticator_type: "oob",
      oob_channel: "sms",
      active: true,
      name: "XXXXXXX2671",
    },
  ]);
  const [{ id } = { id: "" }] = listed.body as unknown as { id: string }[];
  const challenge = { ...api.credentials, mfa_token: token, challenge_type: "oob otp", authenticator_id: id };
  const { body } = await mfa(api.fixture, "POST", "challenge", token, challenge);
  expect(body).toMatchObject({ challenge_type: "oob", binding_method: "prompt" });
  const form = { mfa_token: token, oob_code: body["oob_code"] };
  const wrong = await api.grant(oobGrant, { ...form, binding_code: "000000" });
  expect(wrong).toMatchObject({ status: 403, body: { error: "invalid_grant" } });
  const right = await api.grant(oobGrant, {
    ...form,
    binding_code: await api.fixture.messages.nextCode(usNumber),
  });
  expect(right.status).toBe(200);
  expect((await mfa(api.fixture, "GET", "authenticators", token)).status).toBe(401);
});

test("reports errors: not enrolled, not enabled, already enrolled, unknown token, expired token", async () => {
  const api = await newApiFixture();
  const { fixture } = api;
  const { body: required } = await api.logIn();
  const token = required["mfa_token"];
  expect(await mfa(fixture, "POST", "challenge", token, {})).toMatchObject({
    status: 400,
    body: { error: "association_required" },
  });
  expect(await mfa(fixture, "POST", "challenge", token, { challenge_type: "otp" })).toMatchObject({
    body: { error: "unsupported_challenge_type" },
  });
  for (const wrong of [
    { oob_channels: ["voice"] },
    { authenticator_types: ["otp"] },
    { phone_number: "12" },
  ]) {
    expect(await mfa(fixture, "POST", "associate", token, { ...enrollment, ...wrong })).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  }
  expect((await mfa(fixture, "GET", "authenticators", "nonsense")).status).toBe(401);
  await enroll(api);
  expect(await mfa(fixture, "POST", "associate", token, enrollment)).toMatchObject({
    status: 403,
    body: { error: "access_denied" },
  });
  expect((await mfa(fixture, "DELETE", "authenticators/sms%7Cdev_x", token)).status).toBe(403);
  await fixture.advance(601);
  expect(await mfa(fixture, "GET", "authenticators", token)).toMatchObject({
    status: 401,
    body: { error: "expired_token" },
  });
});

test("accepts a recovery code once, and only after the phone was verified", async () => {
  const api = await newApiFixture();
  await api.fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
  const { body: early } = await api.logIn();
  const begun = await mfa(api.fixture, "POST", "associate", early["mfa_token"], enrollment);
  const [unproved] = begun.body["recovery_codes"] as string[];
  const tooEarly = await api.grant(recoveryGrant, { mfa_token: early["mfa_token"], recovery_code: unproved });
  expect(tooEarly.status).toBe(403);
  await api.fixture.messages.nextCode(usNumber);

  const { associated } = await enroll(api);
  const [code] = associated["recovery_codes"] as string[];
  expect(code).toMatch(/^[A-Z0-9]{24}$/);
  const use = async () =>
    api.grant(recoveryGrant, { mfa_token: (await api.logIn()).body["mfa_token"], recovery_code: code });
  expect((await use()).status).toBe(200);
  expect((await use()).status).toBe(403);
});

test("requires nothing under policy Never, and returns refresh tokens if they are allowed", async () => {
  const api = await newApiFixture({ policy: "never" });
  const { status, body } = await api.logIn("openid offline_access");
  expect(status).toBe(200);
  expect(claimsOf(body["id_token"])).not.toHaveProperty("amr");
  const renewed = await api.grant("refresh_token", { refresh_token: body["refresh_token"] });
  expect(renewed.status).toBe(200);
});

test("sends at most ten messages per hour to a user, over all sign-ins", async () => {
  const api = await newApiFixture();
  const send = async () => {
    const { body } = await api.logIn();
    return mfa(api.fixture, "POST", "associate", body["mfa_token"], enrollment);
  };
  for (let count = 0; count < 10; count += 1) {
    expect((await send()).status).toBe(200);
    await api.fixture.advance(6);
  }
  expect((await send()).status).toBe(429);
  await api.fixture.advance(3_600);
  expect((await send()).status).toBe(200);
  expect((await send()).status).toBe(429);
});
