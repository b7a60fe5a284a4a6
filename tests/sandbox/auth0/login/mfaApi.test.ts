import { expect, test } from "vitest";
import { newProgram } from "../../../support/signIn/program.ts";
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
  const refused = (status: number, error: string, error_description: string) => ({
    status,
    body: { error, error_description },
  });
  expect(await mfa(fixture, "POST", "challenge", token, {})).toEqual(
    refused(
      400,
      "association_required",
      "User is not enrolled. You can use /mfa/associate endpoint to enroll the first authenticator.",
    ),
  );
  expect(await mfa(fixture, "POST", "challenge", token, { challenge_type: "otp" })).toEqual(
    refused(400, "unsupported_challenge_type", "User does not have any of the requested challenge types."),
  );
  const notEnabled = "The authenticator types or channels are not enabled for the tenant.";
  for (const [wrong, message] of [
    [{ oob_channels: ["voice"] }, notEnabled],
    [{ authenticator_types: ["otp"] }, notEnabled],
    [{ phone_number: "12" }, "phone_number must be a valid number in E.164 form."],
  ] as const) {
    expect(await mfa(fixture, "POST", "associate", token, { ...enrollment, ...wrong })).toEqual(
      refused(400, "invalid_request", message),
    );
  }
  expect(await mfa(fixture, "GET", "authenticators", "nonsense")).toEqual(
    refused(401, "invalid_token", "Malformed mfa_token"),
  );
  await enroll(api);
  expect(await mfa(fixture, "POST", "associate", token, enrollment)).toEqual(
    refused(403, "access_denied", "User is already enrolled."),
  );
  expect(await mfa(fixture, "POST", "challenge", token, { authenticator_id: "sms|dev_x" })).toEqual(
    refused(404, "invalid_request", "The authenticator was not found."),
  );
  expect(await mfa(fixture, "DELETE", "authenticators/sms%7Cdev_x", token)).toEqual(
    refused(
      403,
      "insufficient_scope",
      "Removing an authenticator needs a token with the scope remove:authenticators, obtained with MFA.",
    ),
  );
  await fixture.advance(601);
  expect(await mfa(fixture, "GET", "authenticators", token)).toEqual(
    refused(401, "expired_token", "mfa_token is expired"),
  );
});

test("exchanges no code for an unknown, a foreign or an expired mfa_token, or for another oob_code", async () => {
  const api = await newApiFixture();
  const { fixture, grant } = api;
  const { body: required } = await api.logIn();
  const fields = { mfa_token: required["mfa_token"], oob_code: "guessed", binding_code: "000000" };
  const refused = (error: string, error_description: string) => ({ body: { error, error_description } });
  expect(await grant(oobGrant, { ...fields, mfa_token: "guessed" })).toMatchObject(
    refused("invalid_grant", "Malformed mfa_token"),
  );
  const foreign = { grant_type: oobGrant, ...(await newProgram(fixture)), ...fields };
  expect(await tokens(fixture, foreign)).toMatchObject(refused("invalid_grant", "Malformed mfa_token"));
  expect(await grant(oobGrant, fields)).toMatchObject(refused("invalid_grant", "Malformed oob_code"));
  await fixture.advance(601);
  expect(await grant(oobGrant, fields)).toMatchObject(refused("expired_token", "mfa_token is expired"));
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
  const { body: listing } = await api.logIn();
  expect((await mfa(api.fixture, "GET", "authenticators", listing["mfa_token"])).body).toMatchObject([
    { id: "recovery-code|dev", authenticator_type: "recovery-code", active: true },
    { authenticator_type: "oob" },
  ]);
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
  expect(await send()).toEqual({
    status: 429,
    body: {
      error: "too_many_attempts",
      error_description: "You have exceeded the maximum number of phone messages per hour.",
    },
  });
  await api.fixture.advance(3_600);
  expect((await send()).status).toBe(200);
  expect((await send()).status).toBe(429);
});
