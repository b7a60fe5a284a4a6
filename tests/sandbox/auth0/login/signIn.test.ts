import { createRemoteJWKSet, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import { enroll, enrolled, logIn } from "../../../support/signIn/signIns.ts";
import { alertOf, headingOf } from "../../../support/signIn/visitor.ts";
import {
  authorization,
  newWorld,
  password,
  redeem,
  tokens,
  usNumber,
} from "../../../support/tenant/world.ts";

describe("a sign-in under policy Always", () => {
  test("goes from sign-up by enrolment and code to tokens that anybody can verify", async () => {
    const world = await newWorld();
    const visitor = world.visitor();
    const { path, verifier } = authorization(world, { screen_hint: "signup" });
    const signUp = await visitor.open(path);
    expect(signUp.url).toContain("/u/signup?");
    const enrollment = await visitor.submit(signUp, { email: "Ada@Example.com", password });
    expect(headingOf(enrollment)).toBe("Secure Your Account");
    const end = await enroll(world, visitor, enrollment);

    const back = new URL(end.location ?? "");
    expect(back.origin).toBe("http://localhost:3000");
    expect(back.searchParams.get("state")).toBe("the-state");
    expect(back.searchParams.get("iss")).toBe(`${world.url}/`);
    const { status, body } = await redeem(world, end.location, verifier);
    expect(status).toBe(200);
    const keys = createRemoteJWKSet(new URL(`${world.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(body["id_token"]), keys, {
      issuer: `${world.url}/`,
      audience: world.clientId,
      algorithms: ["RS256"],
    });
    expect(payload).toMatchObject({
      nonce: "the-nonce",
      email: "ada@example.com",
      amr: ["mfa"],
      acr: "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
    });
    expect(await world.logTypes()).toEqual([
      "ss",
      "gd_start_enroll",
      "gd_send_sms",
      "gd_auth_succeed",
      "gd_enrollment_complete",
      "s",
      "seacft",
    ]);
  });

  test("asks an enrolled user for the code only, on the phone that was enrolled", async () => {
    const world = await newWorld();
    const { user } = await enrolled(world);
    const visitor = world.visitor();
    const { page, verifier } = await logIn(world, visitor, user.email);
    expect(headingOf(page)).toBe("Verify Your Identity");
    expect(page.text).toContain("XXXXXXX2671");
    expect(page.text).not.toContain(usNumber);
    const end = await visitor.submit(page, { code: await world.messages.nextCode(usNumber) });
    expect((await redeem(world, end.location, verifier)).body).toHaveProperty("id_token");
  });

  test("leaves a remembered browser alone for thirty days, and asks in any other", async () => {
    const world = await newWorld();
    const { user, visitor } = await enrolled(world);
    const again = await logIn(world, visitor, user.email, { prompt: "login" });
    await visitor.submit(again.page, { code: await world.messages.nextCode(), rememberBrowser: "true" });
    const third = await logIn(world, visitor, user.email, { prompt: "login" });
    expect(third.page.location).toContain("http://localhost:3000");
    expect(headingOf((await logIn(world, world.visitor(), user.email)).page)).toBe("Verify Your Identity");
    await world.advance(30 * 86_400 + 1);
    const late = await logIn(world, visitor, user.email, { prompt: "login" });
    expect(headingOf(late.page)).toBe("Verify Your Identity");
  });

  test("shows the lock-out when the factor is off, and writes it down", async () => {
    const world = await newWorld({ factor: false });
    const user = await world.newUser();
    const { page } = await logIn(world, world.visitor(), user.email);
    expect(page.status).toBe(403);
    expect(alertOf(page)).toBe("No MFA factors enabled for enrollment");
    expect(await world.logTypes()).toEqual(["f"]);
  });
});

describe("the other policies", () => {
  test("Never asks for nothing", async () => {
    const world = await newWorld({ policy: "never" });
    const user = await world.newUser();
    const { page, verifier } = await logIn(world, world.visitor(), user.email);
    const { body } = await redeem(world, page.location, verifier);
    const claims = JSON.parse(
      Buffer.from(String(body["id_token"]).split(".")[1] ?? "", "base64url").toString(),
    ) as object;
    expect(claims).not.toHaveProperty("amr");
    expect(claims).not.toHaveProperty("acr");
  });

  test("Adaptive asks on a new device and not on a known one, until thirty days have passed", async () => {
    const world = await newWorld({ policy: "adaptive" });
    const { user, visitor } = await enrolled(world);
    const known = await logIn(world, visitor, user.email, { prompt: "login" });
    expect(known.page.location).toContain("http://localhost:3000");
    expect(headingOf((await logIn(world, world.visitor(), user.email)).page)).toBe("Verify Your Identity");
    await world.advance(31 * 86_400);
    const later = await logIn(world, visitor, user.email, { prompt: "login" });
    expect(headingOf(later.page)).toBe("Verify Your Identity");
  });
});

describe("a session", () => {
  test("signs in silently, without claiming the second factor again, and ends with a logout", async () => {
    const world = await newWorld();
    const { visitor } = await enrolled(world);
    const silent = authorization(world, { prompt: "none" });
    const page = await visitor.open(silent.path);
    const { body } = await redeem(world, page.location, silent.verifier);
    const payload = Buffer.from(String(body["id_token"]).split(".")[1] ?? "", "base64url").toString();
    expect(JSON.parse(payload)).not.toHaveProperty("amr");
    const out = await visitor.open(`/v2/logout?client_id=${world.clientId}&returnTo=http://localhost:3000`);
    expect(out.location).toBe("http://localhost:3000");
    const after = await visitor.open(authorization(world, { prompt: "none" }).path);
    expect(new URL(after.location ?? "").searchParams.get("error")).toBe("login_required");
    expect((await world.logTypes()).slice(-3)).toEqual(["seacft", "slo", "fsa"]);
  });

  test("must do its second factor once the policy asks for it", async () => {
    const world = await newWorld({ policy: "never" });
    const user = await world.newUser();
    const visitor = world.visitor();
    await logIn(world, visitor, user.email);
    await world.setPolicy("always");
    const silent = await visitor.open(authorization(world, { prompt: "none" }).path);
    expect(new URL(silent.location ?? "").searchParams.get("error")).toBe("interaction_required");
    const { path, verifier } = authorization(world);
    const end = await enroll(world, visitor, await visitor.open(path));
    const { body } = await redeem(world, end.location, verifier);
    expect(body).toHaveProperty("id_token");
  });

  test("takes a changed callback at once", async () => {
    const world = await newWorld();
    const other = authorization(world, { redirect_uri: "https://new.example.com/back" });
    const refused = await world.visitor().open(other.path);
    expect([refused.status, headingOf(refused)]).toEqual([403, "Callback URL mismatch."]);
    await world.api("PATCH", `/clients/${world.clientId}`, { callbacks: ["https://new.example.com/back"] });
    expect(headingOf(await world.visitor().open(other.path))).toBe("Welcome");
    expect((await world.visitor().open(authorization(world).path)).status).toBe(403);
  });

  test("keeps its tokens good through a rotation of keys, and signs with the new one", async () => {
    const world = await newWorld();
    const first = await enrolled(world);
    const before = await redeem(world, first.end.location, first.verifier);
    const { kid } = (await world.sandbox("POST", "/keys/rotate", {})) as { kid: string };
    const silent = authorization(world, { prompt: "none" });
    const page = await first.visitor.open(silent.path);
    const after = await redeem(world, page.location, silent.verifier);
    const keys = createRemoteJWKSet(new URL(`${world.url}/.well-known/jwks.json`));
    const [old, fresh] = await Promise.all(
      [before, after].map(({ body }) => jwtVerify(String(body["id_token"]), keys)),
    );
    expect(old?.protectedHeader.kid).not.toBe(kid);
    expect(fresh?.protectedHeader.kid).toBe(kid);
  });

  test("rotates refresh tokens, and ends their family when one comes twice", async () => {
    const world = await newWorld();
    const user = await world.newUser();
    const visitor = world.visitor();
    const { page, verifier } = await logIn(world, visitor, user.email, { scope: "openid offline_access" });
    const end = await enroll(world, visitor, page);
    const { body } = await redeem(world, end.location, verifier);
    const refresh = (token: unknown) =>
      tokens(world, { grant_type: "refresh_token", client_id: world.clientId, refresh_token: token });
    const second = await refresh(body["refresh_token"]);
    expect(second.status).toBe(200);
    const replay = await refresh(body["refresh_token"]);
    expect(replay).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect(String(replay.body["error_description"])).toContain("invalid refresh token");
    expect((await refresh(second.body["refresh_token"])).status).toBe(400);
    expect((await world.logTypes()).slice(-2)).toEqual(["ferrt", "fertft"]);
  });

  test("gets a signed token for an API that is asked for, and none for one that is not there", async () => {
    const world = await newWorld({ policy: "never" });
    const audience = "https://api.example.com";
    await world.api("POST", "/resource-servers", {
      name: "API",
      identifier: audience,
      scopes: [{ value: "read:things" }, { value: "write:things" }],
    });
    const user = await world.newUser();
    const scope = "openid read:things delete:everything";
    const { page, verifier } = await logIn(world, world.visitor(), user.email, { audience, scope });
    const { body } = await redeem(world, page.location, verifier);
    const keys = createRemoteJWKSet(new URL(`${world.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(String(body["access_token"]), keys, {
      issuer: `${world.url}/`,
      audience,
    });
    expect(payload).toMatchObject({ sub: user.user_id, scope: "openid read:things", azp: world.clientId });

    const unknown = authorization(world, { audience: "https://nowhere.example.com" });
    const refused = await world.visitor().open(unknown.path);
    const { searchParams } = new URL(refused.location ?? "");
    expect(searchParams.get("error")).toBe("access_denied");
    expect(searchParams.get("error_description")).toBe("Service not found: https://nowhere.example.com");
  });

  test("gives a refresh token back when asked, in JSON as the SDKs do", async () => {
    const world = await newWorld({ policy: "never" });
    const user = await world.newUser();
    const scope = "openid offline_access";
    const { page, verifier } = await logIn(world, world.visitor(), user.email, { scope });
    const { body } = await redeem(world, page.location, verifier);
    const token = body["refresh_token"];
    const revoked = await fetch(`${world.url}/oauth/revoke`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_id: world.clientId, token }),
    });
    expect(revoked.status).toBe(200);
    const refreshed = { grant_type: "refresh_token", client_id: world.clientId, refresh_token: token };
    expect((await tokens(world, refreshed)).status).toBe(400);
  });
});
