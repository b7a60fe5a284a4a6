import { describe, expect, test } from "vitest";
import {
  mfaCall,
  mfaOob,
  mfaRecoveryGrant,
  mfaToken,
  newProgram,
  passwordGrant,
  passwordRealmGrant,
} from "../../../support/signIn/program.ts";
import { claimsOf, enrolled, newPlainFixture, tokensOf } from "../../../support/signIn/signIns.ts";
import { authorization, newFixture, redeem, tokens } from "../../../support/tenant/fixture.ts";
import type { Fixture } from "../../../support/tenant/fixture.ts";

const realm = "Username-Password-Authentication";

const userinfo = async (fixture: Fixture, path: string, init: RequestInit = {}) => {
  const response = await fetch(`${fixture.url}/userinfo${path}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe("the ID token of a direct grant has its user as subject", () => {
  test.each([
    ["password", {}],
    ["password-realm", { grant_type: passwordRealmGrant, realm }],
    ["password of few scopes", { scope: "openid" }],
  ])("%s", async (_, more) => {
    const fixture = await newFixture({ policy: "never" });
    const user = await fixture.newUser();
    const { body } = await passwordGrant(fixture, await newProgram(fixture), user.email, more);
    expect(claimsOf(body["id_token"])).toMatchObject({ sub: user.user_id, iss: `${fixture.url}/` });
  });

  test("mfa-oob and mfa-recovery-code", async () => {
    const fixture = await newFixture();
    await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
    const user = await fixture.newUser();
    const program = await newProgram(fixture);
    const token = await mfaToken(fixture, program, user.email);
    const { body: enrolling } = await mfaCall(fixture, token, "associate", {
      ...program,
      authenticator_types: ["oob"],
      oob_channels: ["sms"],
      phone_number: "+14155552671",
    });
    const code = await fixture.messages.nextCode();
    const done = await mfaOob(fixture, program, token, enrolling["oob_code"], code);
    expect(claimsOf(done.body["id_token"])).toMatchObject({ sub: user.user_id, amr: ["mfa"] });
    const [recovery_code] = enrolling["recovery_codes"] as string[];
    const mfa_token = await mfaToken(fixture, program, user.email);
    const recovered = await tokens(fixture, {
      grant_type: mfaRecoveryGrant,
      ...program,
      mfa_token,
      recovery_code,
    });
    expect(claimsOf(recovered.body["id_token"])).toMatchObject({ sub: user.user_id, amr: ["mfa"] });
  });
});

test("an ID token has the claims of the requested scopes, and no others of the user", async () => {
  const fixture = await newFixture({ policy: "never" });
  const names = { name: "Ada L", given_name: "Ada", family_name: "L", nickname: "al" };
  const { user_id, email } = await fixture.newUser();
  await fixture.api("PATCH", `/users/${user_id}`, { ...names, user_metadata: { team: "one" } });
  const program = await newProgram(fixture);
  const claimsWith = async (scope: string) => {
    const { body } = await passwordGrant(fixture, program, email, { scope });
    const own = /^(?:name|.*_name|nickname|picture|updated_at|email.*|.*_metadata)$/;
    return Object.fromEntries(Object.entries(claimsOf(body["id_token"])).filter(([name]) => own.test(name)));
  };
  const profile = {
    ...names,
    picture: expect.any(String) as string,
    updated_at: expect.any(String) as string,
  };
  expect(await claimsWith("openid")).toEqual({});
  expect(await claimsWith("openid profile")).toEqual(profile);
  expect(await claimsWith("openid email")).toEqual({ email, email_verified: false });
});

describe("/userinfo", () => {
  test("accepts the token in the header, the URL or a form", async () => {
    const { fixture, user, end, verifier } = await newPlainFixture();
    const { access_token: token } = await tokensOf(fixture, end, verifier);
    const known = { status: 200, body: { sub: user.user_id } };
    const headers = { authorization: `Bearer ${String(token)}` };
    expect(await userinfo(fixture, "", { headers })).toMatchObject(known);
    expect(await userinfo(fixture, `?access_token=${String(token)}`)).toMatchObject(known);
    expect(await userinfo(fixture, `?access_token=${String(token)}`, { method: "POST" })).toMatchObject(
      known,
    );
    const body = new URLSearchParams({ access_token: String(token) });
    expect(await userinfo(fixture, "", { method: "POST", body })).toMatchObject(known);
    expect((await userinfo(fixture, "?access_token=guessed")).status).toBe(401);
    expect((await userinfo(fixture, "")).status).toBe(401);
  });

  test("is an audience: its tokens are opaque, for a code and for a password", async () => {
    const { fixture, user, visitor } = await newPlainFixture();
    await fixture.api("POST", "/resource-servers", { identifier: "https://api.example/" });
    await fixture.api("PATCH", "/tenants/settings", { default_audience: "https://api.example/" });
    const audience = `${fixture.url}/userinfo`;
    const { path, verifier } = authorization(fixture, { audience, prompt: "none" });
    const silent = await visitor.open(path);
    const byCode = await redeem(fixture, silent.location, verifier);
    const program = await newProgram(fixture);
    const byPassword = await passwordGrant(fixture, program, user.email, { audience });
    for (const { status, body } of [byCode, byPassword]) {
      expect([status, String(body["access_token"]).split(".").length]).toEqual([200, 1]);
      const headers = { authorization: `Bearer ${String(body["access_token"])}` };
      expect(await userinfo(fixture, "", { headers })).toMatchObject({ body: { sub: user.user_id } });
    }
    const elsewhere = await passwordGrant(fixture, program, user.email, {
      audience: "https://elsewhere.example/userinfo",
    });
    expect(elsewhere.status).not.toBe(200);
  });
});

describe("an invalid credential is forbidden, not malformed", () => {
  const refused = (description: string) => ({
    status: 403,
    body: { error: "invalid_grant", error_description: description },
  });

  test("an authorization code, its verifier, its second use", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    const guessed = "http://localhost:3000/?code=guessed";
    expect(await redeem(fixture, guessed, verifier)).toMatchObject(refused("Invalid authorization code"));
    const wrong = await redeem(fixture, end.location, `${verifier}x`);
    expect(wrong).toMatchObject(refused("Failed to verify code verifier"));
    expect((await redeem(fixture, end.location, verifier)).status).toBe(200);
    expect((await redeem(fixture, end.location, verifier)).status).toBe(403);
  });

  test("a password, a realm, a refresh token, a code sent to a phone, a grant that the application doesn't have", async () => {
    const fixture = await newFixture();
    const { user } = await enrolled(fixture);
    const program = await newProgram(fixture);
    const wrong = refused("Wrong email or password.");
    expect(await passwordGrant(fixture, program, user.email, { password: "x" })).toMatchObject(wrong);
    const elsewhere = { grant_type: passwordRealmGrant, realm: "nowhere" };
    expect(await passwordGrant(fixture, program, user.email, elsewhere)).toMatchObject(wrong);
    const refresh = { grant_type: "refresh_token", ...program, refresh_token: "guessed" };
    expect(await tokens(fixture, refresh)).toMatchObject(refused("Unknown or invalid refresh token."));
    const token = await mfaToken(fixture, program, user.email);
    const { body } = await mfaCall(fixture, token, "challenge", { ...program, mfa_token: token });
    const code = await fixture.messages.nextCode();
    const other = code === "000000" ? "000001" : "000000";
    const typed = await mfaOob(fixture, program, token, body["oob_code"], other);
    expect(typed).toMatchObject(refused("Invalid binding_code."));
    for (const client of [
      { ...program, client_secret: "wrong" },
      { client_id: program.client_id, client_secret: "" },
      { client_id: "nobody", client_secret: "x" },
    ])
      expect(await passwordGrant(fixture, client, user.email)).toMatchObject({
        status: 401,
        body: { error: "access_denied", error_description: "Unauthorized" },
      });
    const codes = await newProgram(fixture, ["authorization_code"]);
    expect(await passwordGrant(fixture, codes, user.email)).toMatchObject({
      status: 403,
      body: { error: "unauthorized_client" },
    });
  });
});
