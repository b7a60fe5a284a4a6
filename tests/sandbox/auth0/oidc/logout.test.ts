import { describe, expect, test } from "vitest";
import { answered, claimsOf, newPlainFixture, refresh, tokensOf } from "../../../support/signIn/signIns.ts";
import { newProgram, passwordGrant } from "../../../support/signIn/program.ts";
import type { Page, Visitor } from "../../../support/signIn/visitor.ts";
import { authorization, callback } from "../../../support/tenant/fixture.ts";
import type { Fixture } from "../../../support/tenant/fixture.ts";

/** Whether the browser's session still exists. */
async function isSignedIn(fixture: Fixture, visitor: Visitor): Promise<boolean> {
  const silent = await visitor.open(authorization(fixture, { prompt: "none" }).path);
  return answered(silent, "error") === null;
}

async function signedIn() {
  const { fixture, visitor, end, verifier, user } = await newPlainFixture({
    scope: "openid offline_access",
  });
  const body = await tokensOf(fixture, end, verifier);
  const hint = String(body["id_token"]);
  return {
    fixture,
    visitor,
    user,
    hint,
    sid: String(claimsOf(hint)["sid"]),
    refreshToken: body["refresh_token"],
  };
}

/** The target of a form that another site's page may have sent. */
async function byForm(visitor: Visitor, parameters: Record<string, string>): Promise<Page> {
  const sent = await visitor.request("/oidc/logout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(parameters).toString(),
  });
  return visitor.request(sent.location ?? "");
}

const logout = (parameters: Record<string, string>): string =>
  `/oidc/logout?${new URLSearchParams(parameters).toString()}`;

describe("an ID token", () => {
  test("contains its session ID, and so does a later ID token of that session", async () => {
    const { fixture, visitor, sid, refreshToken } = await signedIn();
    expect(sid).toMatch(/^[\w-]{10,}$/);
    const { body } = await refresh(fixture, refreshToken);
    expect(claimsOf(body["id_token"])).toMatchObject({ sid });
    const { path, verifier } = authorization(fixture, { prompt: "none" });
    const silent = await tokensOf(fixture, await visitor.open(path), verifier);
    expect(claimsOf(silent["id_token"])).toMatchObject({ sid });
  });
});

describe("/oidc/logout", () => {
  test.each(["GET", "POST"])(
    "by %s ends the session that its hint identifies, without asking",
    async (method) => {
      const { fixture, visitor, hint } = await signedIn();
      const parameters = { id_token_hint: hint, post_logout_redirect_uri: callback, state: "s 1" };
      const end =
        method === "GET" ? await visitor.request(logout(parameters)) : await byForm(visitor, parameters);
      expect([end.status, end.location]).toEqual([303, `${callback}/?state=s+1`]);
      expect(await isSignedIn(fixture, visitor)).toBe(false);
      expect(await fixture.logTypes()).toContain("slo");
    },
  );

  test("without a redirect URL ends on the tenant's page", async () => {
    const { fixture, visitor, hint } = await signedIn();
    const page = await visitor.open(logout({ id_token_hint: hint }));
    expect([page.status, page.url.includes("/oidc/logout/success")]).toEqual([200, true]);
    expect(await isSignedIn(fixture, visitor)).toBe(false);
  });

  test("also accepts the session's ID as a hint", async () => {
    const { fixture, visitor, sid } = await signedIn();
    const end = await visitor.request(logout({ logout_hint: sid, client_id: fixture.clientId }));
    expect(end.status).toBe(303);
    expect(await isSignedIn(fixture, visitor)).toBe(false);
  });

  test("asks without a hint, and with a hint for a different session", async () => {
    const { fixture, visitor, user } = await signedIn();
    const other = await signedIn();
    const program = await newProgram(fixture);
    const { body } = await passwordGrant(fixture, program, user.email);
    const later = fixture.visitor();
    const { path, verifier } = authorization(fixture, { scope: "openid" });
    const page = await later.submit(await later.open(path), {
      username: user.email,
      password: "Correct-horse-7",
    });
    const hint = String((await tokensOf(fixture, page, verifier))["id_token"]);
    for (const asked of [
      logout({}),
      logout({ client_id: fixture.clientId }),
      logout({ logout_hint: other.sid }),
      logout({ logout_hint: "guessed" }),
      logout({ id_token_hint: hint }),
      logout({ id_token_hint: String(body["id_token"]) }),
    ]) {
      const shown = await visitor.request(asked);
      expect([asked, shown.status, shown.text.includes("Do you want to log out")]).toEqual([
        asked,
        200,
        true,
      ]);
      expect(await isSignedIn(fixture, visitor)).toBe(true);
    }
    expect(await isSignedIn(fixture, later)).toBe(true);
  });
});
