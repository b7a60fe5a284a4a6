import { describe, expect, test } from "vitest";
import { answered, claimsOf, enrolled, logIn, newPlainFixture, tokensOf } from "../support/signIn/signIns.ts";
import { headingOf } from "../support/signIn/visitor.ts";
import { authorization, callback, newFixture, password } from "../support/tenant/fixture.ts";

describe("where a response may be sent", () => {
  test("A1: a redirect URL that differs from the listed one in any character gets no redirect at all", async () => {
    const fixture = await newFixture({ callback: "https://app.example.com/back" });
    const others = [
      "https://evil.example/back",
      "https://app.example.com/back/",
      "https://app.example.com/back/more",
      "https://app.example.com/back?x=1",
      "https://app.example.com/back#x",
      "https://app.example.com/x/../back",
      "https://app.example.com@evil.example/back",
      "https://evil.example\\@app.example.com/back",
      "https://app%2Eexample.com/back",
      "https://app.example.com/%62ack",
      "https://APP.example.com/back",
      "https://app.example.com:443/back",
      "http://app.example.com/back",
      "https://app.example.com./back",
      "javascript:alert(1)//https://app.example.com/back",
      "",
    ];
    for (const redirect_uri of others) {
      for (const changes of [{}, { prompt: "none" }, { response_type: "nonsense" }]) {
        const { path } = authorization(fixture, { redirect_uri, ...changes });
        const page = await fixture.visitor().request(path);
        expect([redirect_uri, page.location]).toEqual([redirect_uri, undefined]);
        expect([400, 403]).toContain(page.status);
      }
    }
    const listed = authorization(fixture, { redirect_uri: "https://app.example.com/back" });
    expect(headingOf(await fixture.visitor().open(listed.path))).toBe("Welcome");
  });

  test("A1: a wildcard matches one label of the host, and only where it is allowed", async () => {
    const fixture = await newFixture({ callback: "https://*.example.com/back" });
    const opened = async (redirect_uri: string): Promise<number> =>
      (await fixture.visitor().open(authorization(fixture, { redirect_uri }).path)).status;
    expect(await opened("https://one.example.com/back")).toBe(200);
    for (const uri of [
      "https://evil.example/.example.com/back",
      "https://a.b.example.com/back",
      "https://evil.test?.example.com/back",
      "https://evil.test#.example.com/back",
      "https://user@evil.example.com/back",
      "https://.example.com/back",
    ]) {
      expect([uri, await opened(uri)]).toEqual([uri, 403]);
    }
  });

  test("A1: characters around a wildcard must match, and a page's form may redirect to a matching URL", async () => {
    const fixture = await newFixture({ callback: "https://preview-*--site.example.com/back" });
    const open = (redirect_uri: string) =>
      fixture.visitor().open(authorization(fixture, { redirect_uri }).path);
    const page = await open("https://preview-12--site.example.com/back");
    expect(page.status).toBe(200);
    // A browser's policy knows a wildcard for a whole label only.
    expect(page.headers.get("content-security-policy")).toContain(
      "form-action 'self' https://*.example.com;",
    );
    for (const uri of ["https://preview-12--evil.example.com/back", "https://12--site.example.com/back"])
      expect([uri, (await open(uri)).status]).toEqual([uri, 403]);
  });

  test("A9: every response contains its issuer, including errors, as the metadata promises", async () => {
    const { fixture, end } = await newPlainFixture();
    expect(answered(end, "iss")).toBe(`${fixture.url}/`);
    for (const changes of [{ prompt: "none" }, { response_type: "token" }, { code_challenge: undefined }]) {
      const page = await fixture.visitor().open(authorization(fixture, changes).path);
      const answer = new URL(page.location ?? "");
      const parameters = new URLSearchParams(answer.search === "" ? answer.hash.slice(1) : answer.search);
      expect([parameters.has("error"), parameters.get("iss")]).toEqual([true, `${fixture.url}/`]);
    }
    const metadata: unknown = await (await fetch(`${fixture.url}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({
      issuer: `${fixture.url}/`,
      authorization_response_iss_parameter_supported: true,
    });
  });

  test("A10: state and nonce are returned unchanged, and a code is useless without its verifier", async () => {
    const state = 'a b&c=d#"<>\u00e9';
    const { fixture, end } = await newPlainFixture({ state, nonce: "n-0S6_WzA2Mj" });
    expect(answered(end, "state")).toBe(state);
    const other = await newPlainFixture();
    await expect(tokensOf(fixture, end, other.verifier)).rejects.toThrow("invalid_grant");
    const silent = authorization(other.fixture, { prompt: "none", nonce: "n-0S6_WzA2Mj" });
    const again = await other.visitor.open(silent.path);
    const { id_token: idToken } = await tokensOf(other.fixture, again, silent.verifier);
    expect(claimsOf(idToken)).toMatchObject({ nonce: "n-0S6_WzA2Mj" });
  });

  test("A12: a duplicate parameter is rejected, without a redirect if the redirect URL is in doubt", async () => {
    const fixture = await newFixture();
    const { path } = authorization(fixture);
    for (const twice of [
      `redirect_uri=${encodeURIComponent(callback)}`,
      "redirect_uri=https://evil.example/",
      `client_id=${fixture.clientId}`,
    ]) {
      const page = await fixture.visitor().request(`${path}&${twice}`);
      expect([twice, page.status >= 400, page.location]).toEqual([twice, true, undefined]);
    }
    const page = await fixture.visitor().request(`${path}&scope=openid`);
    expect(page.location === undefined || answered(page, "error") === "invalid_request").toBe(true);
  });

  test("A12: also at the token endpoint, with and without a client secret", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    const post = async (form: string) => {
      const response = await fetch(`${fixture.url}/oauth/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: form,
      });
      return { status: response.status, body: await response.json() };
    };
    const code = new URLSearchParams({
      grant_type: "authorization_code",
      client_id: fixture.clientId,
      redirect_uri: callback,
      code: answered(end, "code") ?? "",
      code_verifier: verifier,
    }).toString();
    const refused = { status: 400, body: { error: "invalid_request" } };
    expect(await post(`${code}&client_id=${fixture.clientId}`)).toMatchObject(refused);
    expect(await post(`${code}&code=x`)).toMatchObject(refused);
    const { clientId, clientSecret, url } = fixture.description.auth0;
    const machine = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      audience: `${url}/api/v2/`,
    }).toString();
    for (const twice of ["client_id=x", "scope=a&scope=b", "grant_type=password", "client_secret=x"])
      expect(await post(`${machine}&${twice}`)).toEqual({
        status: 400,
        body: { error: "invalid_request", error_description: "A parameter was sent more than once" },
      });
    expect((await post(machine)).status).toBe(200);
  });

  test("A21: the query and fragment of returnTo are ignored, those of post_logout_redirect_uri are compared", async () => {
    const { fixture, visitor, end, verifier } = await newPlainFixture();
    const { id_token: hint } = await tokensOf(fixture, end, verifier);
    const target = `${callback}?next=/#top`;
    const to = encodeURIComponent(target);
    const provider = await visitor.request(
      `/oidc/logout?id_token_hint=${String(hint)}&post_logout_redirect_uri=${to}`,
    );
    expect([provider.status, provider.location]).toEqual([400, undefined]);
    const page = await visitor.request(`/v2/logout?client_id=${fixture.clientId}&returnTo=${to}`);
    expect([page.status, page.location]).toEqual([303, target]);
  });

  test("A21: a logout ends at a listed URL or on an error page", async () => {
    const { fixture, visitor, end, verifier } = await newPlainFixture();
    const { id_token: hint } = await tokensOf(fixture, end, verifier);
    for (const target of [
      "https://evil.example/",
      "javascript:alert(1)",
      "//evil.example",
      `${callback}/`,
      `${callback}@evil.example/`,
      "data:text/html,x",
    ]) {
      const to = encodeURIComponent(target);
      for (const path of [
        `/v2/logout?returnTo=${to}`,
        `/v2/logout?client_id=${fixture.clientId}&returnTo=${to}`,
        `/oidc/logout?id_token_hint=${String(hint)}&post_logout_redirect_uri=${to}`,
        `/oidc/logout?client_id=${fixture.clientId}&post_logout_redirect_uri=${to}`,
      ]) {
        const page = await visitor.request(path);
        expect([path, page.status, page.location]).toEqual([path, 400, undefined]);
      }
    }
    const silent = await visitor.open(authorization(fixture, { prompt: "none" }).path);
    expect(answered(silent, "error")).toBeNull();
  });
});

describe("ending a session", () => {
  test("A22: another site's link asks the user first, with or without a forged hint", async () => {
    const { fixture, visitor, end, verifier } = await newPlainFixture();
    const { id_token: idToken } = await tokensOf(fixture, end, verifier);
    const [header, claims, signature = ""] = String(idToken).split(".");
    const forged = [header, claims, signature.split("").reverse().join("")].join(".");
    const foreign = { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" } };
    for (const path of [
      "/v2/logout",
      `/v2/logout?client_id=${fixture.clientId}`,
      `/v2/logout?client_id=${fixture.clientId}&returnTo=${callback}`,
      "/oidc/logout",
      `/oidc/logout?id_token_hint=${forged}`,
      `/oidc/logout?client_id=${fixture.clientId}&post_logout_redirect_uri=${callback}`,
    ]) {
      const page = await visitor.request(path, foreign);
      expect([path, page.location]).toEqual([path, undefined]);
      const silent = await visitor.open(authorization(fixture, { prompt: "none" }).path);
      expect([path, answered(silent, "error")]).toEqual([path, null]);
    }
  });

  test("A22: the confirmation is accepted only from the page that asked", async () => {
    const { fixture, visitor } = await newPlainFixture();
    await visitor.request("/oidc/logout");
    await visitor.request("/oidc/logout/confirm", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "logout=yes&xsrf=guessed",
    });
    const silent = await visitor.open(authorization(fixture, { prompt: "none" }).path);
    expect(answered(silent, "error")).toBeNull();
    const page = await visitor.open("/oidc/logout");
    await visitor.submit(page, { logout: "yes" });
    const after = await visitor.open(authorization(fixture, { prompt: "none" }).path);
    expect(answered(after, "error")).toBe("login_required");
  });
});

test("A23: the response to a form with a credential is a 303, which does not resubmit it", async () => {
  const fixture = await newFixture();
  const { user, end } = await enrolled(fixture);
  expect(end.status).toBe(303);
  const visitor = fixture.visitor();
  const login = await visitor.open(authorization(fixture).path);
  const afterPassword = await visitor.post(login, { username: user.email, password });
  expect(afterPassword.status).toBe(303);
  const challenge = await visitor.open(new URL(afterPassword.location ?? "", login.url).href);
  const afterCode = await visitor.post(challenge, { code: await fixture.messages.nextCode() });
  expect(afterCode.status).toBe(303);
  const plain = await newFixture({ policy: "never" });
  const other = await plain.newUser();
  const { page } = await logIn(plain, plain.visitor(), other.email);
  expect(page.status).toBe(303);
});
