import { describe, expect, test } from "vitest";
import { OidcStore } from "../../sandbox/auth0/oidc/store.ts";
import { newTenant } from "../sandbox/auth0/support.ts";
import { answered, newPlainFixture, refresh, tokensOf } from "../support/signIn/signIns.ts";
import { pkce } from "../support/signIn/visitor.ts";
import { authorization, callback, newFixture, redeem, tokens } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

const invalidRequest = { status: 400, body: { error: "invalid_request" } };
const invalidGrant = { status: 403, body: { error: "invalid_grant" } };

/** The SPA's token request with parts of it changed; undefined leaves one out. */
const exchange = (fixture: Fixture, code: string | null, changes: Record<string, unknown>) =>
  tokens(fixture, {
    grant_type: "authorization_code",
    client_id: fixture.clientId,
    redirect_uri: callback,
    code,
    ...changes,
  });

async function userinfo(fixture: Fixture, token: unknown): Promise<number> {
  const headers = { authorization: `Bearer ${String(token)}` };
  return (await fetch(`${fixture.url}/userinfo`, { headers })).status;
}

describe("an authorization code", () => {
  test.each([undefined, "http://localhost:3000/other", "http://localhost:3001"])(
    "A2: is not exchanged for the redirect URL %s",
    async (redirect_uri) => {
      const { fixture, end, verifier } = await newPlainFixture();
      const code = answered(end, "code");
      const refused = await exchange(fixture, code, { redirect_uri, code_verifier: verifier });
      expect(refused).toMatchObject(redirect_uri === undefined ? invalidRequest : invalidGrant);
      expect(refused.body).not.toHaveProperty("access_token");
    },
  );

  test("A3: is rejected the second time, which revokes the tokens of the first", async () => {
    const { fixture, end, verifier } = await newPlainFixture({ scope: "openid offline_access" });
    const first = await tokensOf(fixture, end, verifier);
    expect(await userinfo(fixture, first["access_token"])).toBe(200);
    expect(await redeem(fixture, end.location, verifier)).toMatchObject(invalidGrant);
    expect(await userinfo(fixture, first["access_token"])).toBe(401);
    expect(await refresh(fixture, first["refresh_token"])).toMatchObject(invalidGrant);
  });

  test("A3: stays used half a minute later, and expires unused after ten minutes", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    await tokensOf(fixture, end, verifier);
    await fixture.advance(30);
    expect(await redeem(fixture, end.location, verifier)).toMatchObject(invalidGrant);
    const other = await newPlainFixture();
    await other.fixture.advance(601);
    expect(await redeem(other.fixture, other.end.location, other.verifier)).toMatchObject(invalidGrant);
  });

  test("A4: exchanged twenty times at once works once", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => redeem(fixture, end.location, verifier)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 200) expect(answer).toMatchObject(invalidGrant);
  });

  test("A4: read by two requests before either used it, is used by one", async () => {
    const { tenant } = await newTenant();
    const codes = new OidcStore(tenant).adapter("AuthorizationCode");
    await codes.upsert("id", { kind: "AuthorizationCode", grantId: "grant" }, 600);
    const reads = await Promise.all([codes.find("id"), codes.find("id")]);
    expect(reads).toEqual([
      expect.not.objectContaining({ consumed: expect.anything() as unknown }),
      reads[0],
    ]);
    const taken = await Promise.allSettled([codes.consume("id"), codes.consume("id")]);
    expect(taken.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  test("A5: of one client is invalid for another", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    const client = (await fixture.api("POST", "/clients", {
      name: "Other",
      app_type: "spa",
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code"],
      callbacks: [callback],
    })) as { client_id: string };
    const code = answered(end, "code");
    const stolen = { client_id: client.client_id, code_verifier: verifier };
    expect(await exchange(fixture, code, stolen)).toMatchObject(invalidGrant);
  });
});

describe("PKCE", () => {
  test("A6: is required of an application without a secret", async () => {
    const fixture = await newFixture();
    const changes = { code_challenge: undefined, code_challenge_method: undefined };
    const page = await fixture.visitor().open(authorization(fixture, changes).path);
    expect(answered(page, "error")).toBe("invalid_request");
    expect(answered(page, "code")).toBeNull();
  });

  test("A7: can't be omitted when exchanging a code that began with it", async () => {
    const { fixture, end } = await newPlainFixture();
    expect(await exchange(fixture, answered(end, "code"), {})).toMatchObject(invalidGrant);
  });

  test("A7: can't be added when exchanging a code that began without it", async () => {
    const fixture = await newFixture({ policy: "never" });
    const client = (await fixture.api("POST", "/clients", {
      name: "Web",
      app_type: "regular_web",
      grant_types: ["authorization_code"],
      callbacks: [callback],
    })) as { client_id: string; client_secret: string };
    const { client_id, client_secret } = client;
    const user = await fixture.newUser();
    const without = { client_id, code_challenge: undefined, code_challenge_method: undefined };
    const codeOf = async () => {
      const visitor = fixture.visitor();
      const login = await visitor.open(authorization(fixture, without).path);
      const end = await visitor.submit(login, { username: user.email, password: "Correct-horse-7" });
      return answered(end, "code");
    };
    const credentials = { client_id, client_secret };
    const added = { ...credentials, code_verifier: pkce().verifier };
    expect(await exchange(fixture, await codeOf(), added)).toMatchObject(invalidGrant);
    expect(await exchange(fixture, await codeOf(), credentials)).toMatchObject({ status: 200 });
  });

  test("A8: accepts SHA-256 only, with a challenge of its length", async () => {
    const fixture = await newFixture();
    for (const changes of [
      { code_challenge_method: "plain" },
      { code_challenge_method: undefined },
      { code_challenge_method: "S512" },
      { code_challenge: "short" },
      { code_challenge: "é".repeat(43) },
    ]) {
      const page = await fixture.visitor().open(authorization(fixture, changes).path);
      expect([changes, answered(page, "error")]).toEqual([changes, "invalid_request"]);
    }
  });

  test.each([
    ["another", pkce().verifier],
    ["too short a", "a".repeat(42)],
    ["too long a", "a".repeat(129)],
    ["an ill-spelt", `${"a".repeat(42)} `],
    ["an empty", ""],
    ["no text for a", ["x"]],
  ])("A8: rejects %s verifier", async (_, code_verifier) => {
    const { fixture, end } = await newPlainFixture();
    const refused = await exchange(fixture, answered(end, "code"), { code_verifier });
    expect(refused).toMatchObject({
      status: refused.body["error"] === "invalid_request" ? 400 : 403,
      body: { error: expect.stringMatching(/^invalid_(grant|request)$/) as string },
    });
    expect(refused.body).not.toHaveProperty("access_token");
  });
});
