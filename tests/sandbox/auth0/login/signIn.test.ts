import { createRemoteJWKSet, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { enroll, enrolled, logIn } from "../../../support/signIn/signIns.ts";
import { alertOf, headingOf } from "../../../support/signIn/visitor.ts";
import {
  authorization,
  newFixture,
  password,
  redeem,
  tokens,
  usNumber,
} from "../../../support/tenant/fixture.ts";

describe("a sign-in under policy Always", () => {
  test("leads from sign-up through enrollment and code to tokens that anyone can verify", async () => {
    const fixture = await newFixture();
    const visitor = fixture.visitor();
    const { path, verifier } = authorization(fixture, { screen_hint: "signup" });
    const signUp = await visitor.open(path);
    expect(signUp.url).toContain("/u/signup?");
    const enrollment = await visitor.submit(signUp, { email: "Ada@Example.com", password });
    expect(headingOf(enrollment)).toBe("Secure Your Account");
    const end = await enroll(fixture, visitor, enrollment);

    const back = new URL(end.location ?? "");
    expect(back.origin).toBe("http://localhost:3000");
    expect(back.searchParams.get("state")).toBe("the-state");
    expect(back.searchParams.get("iss")).toBe(`${fixture.url}/`);
    const { status, body } = await redeem(fixture, end.location, verifier);
    expect(status).toBe(200);
    const keys = createRemoteJWKSet(new URL(`${fixture.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(body["id_token"]), keys, {
      issuer: `${fixture.url}/`,
      audience: fixture.clientId,
      algorithms: ["RS256"],
    });
    expect(payload).toMatchObject({
      nonce: "the-nonce",
      email: "ada@example.com",
      amr: ["mfa"],
      acr: "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
    });
    expect(await fixture.logTypes()).toEqual([
      "ss",
      "gd_start_enroll",
      "gd_send_sms",
      "gd_auth_succeed",
      "gd_enrollment_complete",
      "s",
      "seacft",
    ]);
  });

  test("asks an enrolled user for the code only, on the enrolled phone", async () => {
    const fixture = await newFixture();
    const { user } = await enrolled(fixture);
    const visitor = fixture.visitor();
    const { page, verifier } = await logIn(fixture, visitor, user.email);
    expect(headingOf(page)).toBe("Verify Your Identity");
    expect(page.text).toContain("XXXXXXX2671");
    expect(page.text).not.toContain(usNumber);
    const end = await visitor.submit(page, { code: await fixture.messages.nextCode(usNumber) });
    expect((await redeem(fixture, end.location, verifier)).body).toHaveProperty("id_token");
  });

  test("does not ask a remembered browser for a code for seven days, and asks any other", async () => {
    const fixture = await newFixture();
    const { user, visitor } = await enrolled(fixture);
    const again = await logIn(fixture, visitor, user.email, { prompt: "login" });
    await visitor.submit(again.page, { code: await fixture.messages.nextCode(), rememberBrowser: "true" });
    const third = await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(third.page.location).toContain("http://localhost:3000");
    expect(headingOf((await logIn(fixture, fixture.visitor(), user.email)).page)).toBe(
      "Verify Your Identity",
    );
    await fixture.advance(7 * 86_400 + 1);
    const late = await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(headingOf(late.page)).toBe("Verify Your Identity");
  });

  test("shows the lockout if the factor is off, and logs it", async () => {
    const fixture = await newFixture({ factor: false });
    const user = await fixture.newUser();
    const { page } = await logIn(fixture, fixture.visitor(), user.email);
    expect(page.status).toBe(403);
    expect(alertOf(page)).toBe("No MFA factors enabled for enrollment");
    expect(await fixture.logTypes()).toEqual(["f"]);
  });
});

describe("the other policies", () => {
  test("Never requires no second factor", async () => {
    const fixture = await newFixture({ policy: "never" });
    const user = await fixture.newUser();
    const { page, verifier } = await logIn(fixture, fixture.visitor(), user.email);
    const { body } = await redeem(fixture, page.location, verifier);
    const claims = JSON.parse(
      Buffer.from(String(body["id_token"]).split(".")[1] ?? "", "base64url").toString(),
    ) as object;
    expect(claims).not.toHaveProperty("amr");
    expect(claims).not.toHaveProperty("acr");
  });

  test("Adaptive asks on a new device, but not on a known one until thirty days have passed", async () => {
    const fixture = await newFixture({ policy: "adaptive" });
    const { user, visitor } = await enrolled(fixture);
    const known = await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(known.page.location).toContain("http://localhost:3000");
    expect(headingOf((await logIn(fixture, fixture.visitor(), user.email)).page)).toBe(
      "Verify Your Identity",
    );
    await fixture.advance(31 * 86_400);
    const later = await logIn(fixture, visitor, user.email, { prompt: "login" });
    expect(headingOf(later.page)).toBe("Verify Your Identity");
  });
});

describe("a session", () => {
  test("signs in silently, without claiming the second factor again, and ends with a logout", async () => {
    const fixture = await newFixture();
    const { visitor } = await enrolled(fixture);
    const silent = authorization(fixture, { prompt: "none" });
    const page = await visitor.open(silent.path);
    const { body } = await redeem(fixture, page.location, silent.verifier);
    const payload = Buffer.from(String(body["id_token"]).split(".")[1] ?? "", "base64url").toString();
    expect(JSON.parse(payload)).not.toHaveProperty("amr");
    const out = await visitor.open(`/v2/logout?client_id=${fixture.clientId}&returnTo=http://localhost:3000`);
    expect(out.location).toBe("http://localhost:3000");
    const after = await visitor.open(authorization(fixture, { prompt: "none" }).path);
    expect(new URL(after.location ?? "").searchParams.get("error")).toBe("login_required");
    expect((await fixture.logTypes()).slice(-3)).toEqual(["seacft", "slo", "fsa"]);
  });

  test("must complete the second factor once the policy requires it", async () => {
    const fixture = await newFixture({ policy: "never" });
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    await logIn(fixture, visitor, user.email);
    await fixture.setPolicy("always");
    const silent = await visitor.open(authorization(fixture, { prompt: "none" }).path);
    expect(new URL(silent.location ?? "").searchParams.get("error")).toBe("interaction_required");
    const { path, verifier } = authorization(fixture);
    const end = await enroll(fixture, visitor, await visitor.open(path));
    const { body } = await redeem(fixture, end.location, verifier);
    expect(body).toHaveProperty("id_token");
  });

  test("accepts a changed callback URL immediately", async () => {
    const fixture = await newFixture();
    const other = authorization(fixture, { redirect_uri: "https://new.example.com/back" });
    const refused = await fixture.visitor().open(other.path);
    expect([refused.status, headingOf(refused)]).toEqual([403, "Callback URL mismatch."]);
    await fixture.api("PATCH", `/clients/${fixture.clientId}`, {
      callbacks: ["https://new.example.com/back"],
    });
    expect(headingOf(await fixture.visitor().open(other.path))).toBe("Welcome");
    expect((await fixture.visitor().open(authorization(fixture).path)).status).toBe(403);
  });

  test("says that a callback URL with a placeholder matches nothing here", async () => {
    const fixture = await newFixture();
    const callbacks = ["https://{organization_name}.example.com/back"];
    await fixture.api("PATCH", `/clients/${fixture.clientId}`, { callbacks });
    const { path } = authorization(fixture, { redirect_uri: "https://acme.example.com/back" });
    const refused = await fixture.visitor().open(path);
    expect(headingOf(refused)).toBe("Callback URL mismatch.");
    expect(refused.text).toContain("{organization_name}.example.com/back&quot; matches no address here");
  });

  test("keeps its tokens valid through a rotation of keys, and signs with the new one", async () => {
    const fixture = await newFixture();
    const first = await enrolled(fixture);
    const before = await redeem(fixture, first.end.location, first.verifier);
    const { kid } = (await fixture.sandbox("POST", "/keys/rotate", {})) as { kid: string };
    const silent = authorization(fixture, { prompt: "none" });
    const page = await first.visitor.open(silent.path);
    const after = await redeem(fixture, page.location, silent.verifier);
    const keys = createRemoteJWKSet(new URL(`${fixture.url}/.well-known/jwks.json`));
    const [old, fresh] = await Promise.all(
      [before, after].map(({ body }) => jwtVerify(String(body["id_token"]), keys)),
    );
    expect(old?.protectedHeader.kid).not.toBe(kid);
    expect(fresh?.protectedHeader.kid).toBe(kid);
  });

  test("rotates refresh tokens, and revokes their family when one is used twice", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const { page, verifier } = await logIn(fixture, visitor, user.email, { scope: "openid offline_access" });
    const end = await enroll(fixture, visitor, page);
    const { body } = await redeem(fixture, end.location, verifier);
    const refresh = (token: unknown) =>
      tokens(fixture, { grant_type: "refresh_token", client_id: fixture.clientId, refresh_token: token });
    const second = await refresh(body["refresh_token"]);
    expect(second.status).toBe(200);
    const replay = await refresh(body["refresh_token"]);
    expect(replay).toMatchObject({ status: 403, body: { error: "invalid_grant" } });
    expect(String(replay.body["error_description"])).toContain("invalid refresh token");
    expect((await refresh(second.body["refresh_token"])).status).toBe(403);
    expect((await fixture.logTypes()).slice(-2)).toEqual(["ferrt", "fertft"]);
  });

  test("gets a signed token for a requested API, and none for an API that does not exist", async () => {
    const fixture = await newFixture({ policy: "never" });
    const audience = "https://api.example.com";
    await fixture.api("POST", "/resource-servers", {
      name: "API",
      identifier: audience,
      scopes: [{ value: "read:things" }, { value: "write:things" }],
    });
    const user = await fixture.newUser();
    const scope = "openid read:things delete:everything";
    const { page, verifier } = await logIn(fixture, fixture.visitor(), user.email, { audience, scope });
    const { body } = await redeem(fixture, page.location, verifier);
    const keys = createRemoteJWKSet(new URL(`${fixture.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(body["access_token"]), keys, {
      issuer: `${fixture.url}/`,
      audience,
    });
    expect(payload).toMatchObject({ sub: user.user_id, scope: "openid read:things", azp: fixture.clientId });

    const unknown = authorization(fixture, { audience: "https://nowhere.example.com" });
    const refused = await fixture.visitor().open(unknown.path);
    const { searchParams } = new URL(refused.location ?? "");
    expect(searchParams.get("error")).toBe("access_denied");
    expect(searchParams.get("error_description")).toBe("Service not found: https://nowhere.example.com");
  });

  test("revokes a refresh token on request, in JSON as the SDKs send it", async () => {
    const fixture = await newFixture({ policy: "never" });
    const user = await fixture.newUser();
    const scope = "openid offline_access";
    const { page, verifier } = await logIn(fixture, fixture.visitor(), user.email, { scope });
    const { body } = await redeem(fixture, page.location, verifier);
    const token = body["refresh_token"];
    const revoked = await fetch(`${fixture.url}/oauth/revoke`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_id: fixture.clientId, token }),
    });
    expect(revoked.status).toBe(200);
    const refreshed = { grant_type: "refresh_token", client_id: fixture.clientId, refresh_token: token };
    expect((await tokens(fixture, refreshed)).status).toBe(403);
  });
});
