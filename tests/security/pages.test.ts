import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { answered, logIn, newPlainFixture } from "../support/signIn/signIns.ts";
import type { Page } from "../support/signIn/visitor.ts";
import { rawRequest } from "../support/http/rawRequest.ts";
import type { RawRequest } from "../support/http/rawRequest.ts";
import { authorization, newFixture, password, usNumber } from "../support/tenant/fixture.ts";
import type { Fixture } from "../support/tenant/fixture.ts";

/** Every page that the tenant shows, as a sign-in comes by them. */
async function everyPage(fixture: Fixture): Promise<Record<string, Page>> {
  await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
  const user = await fixture.newUser();
  const visitor = fixture.visitor();
  const login = await visitor.open(authorization(fixture).path);
  const signup = await visitor.open(authorization(fixture, { screen_hint: "signup" }).path);
  const { page: enrollment } = await logIn(fixture, visitor, user.email);
  const countries = await visitor.submit(enrollment, { action: "pick-country-code" });
  const challenge = await visitor.submit(enrollment, { phone: usNumber });
  const wrong = await visitor.submit(challenge, { code: "x" });
  const recovery = await visitor.submit(challenge, { code: await fixture.messages.nextCode() });
  const end = await visitor.submit(recovery, { saved: "true" });
  const second = await logIn(fixture, fixture.visitor(), user.email);
  const useRecovery = new URL(second.page.url);
  useRecovery.pathname = "/u/mfa-recovery-code-challenge";
  return {
    login,
    signup,
    enrollment,
    countries,
    challenge,
    wrong,
    recovery,
    end,
    confirm: await visitor.request("/v2/logout", { headers: { "sec-fetch-site": "cross-site" } }),
    confirmByProvider: await visitor.request("/oidc/logout"),
    loggedOut: await visitor.open("/v2/logout"),
    loggedOutByProvider: await visitor.open("/oidc/logout/success"),
    mismatch: await visitor.open(authorization(fixture, { redirect_uri: "https://evil.example" }).path),
    unknownClient: await visitor.open(authorization(fixture, { client_id: "nobody" }).path),
    unknownSignIn: await visitor.open("/u/login?state=nothing"),
    foreignLogout: await visitor.open("/v2/logout?returnTo=https://evil.example"),
    tester: await visitor.open("/tester/callback?error=x"),
    webMessage: await visitor.open(
      authorization(fixture, { response_mode: "web_message", redirect_uri: "https://evil.example" }).path,
    ),
    inbox: await visitor.open("/inbox"),
  };
}

describe("every page", () => {
  test("A24, A25: can't be framed or cached, and sends no referrer", async () => {
    const fixture = await newFixture();
    for (const [name, page] of Object.entries(await everyPage(fixture))) {
      const policy = page.headers.get("content-security-policy") ?? "";
      if (name !== "end") {
        expect([name, page.headers.get("content-type")]).toEqual([
          name,
          expect.stringContaining("text/html"),
        ]);
        expect([name, policy]).toEqual([name, expect.stringContaining("frame-ancestors 'none'")]);
        expect([name, policy]).toEqual([name, expect.stringContaining("default-src 'none'")]);
        expect([name, policy]).toEqual([name, expect.stringContaining("base-uri 'none'")]);
        expect([name, policy]).not.toEqual([name, expect.stringContaining("unsafe")]);
      }
      expect([name, page.headers.get("referrer-policy")]).toEqual([name, "no-referrer"]);
      expect([name, page.headers.get("cache-control")]).toEqual([name, "no-store"]);
      expect([name, page.headers.get("x-content-type-options")]).toEqual([name, "nosniff"]);
    }
  });

  test("A25: has no third-party content, and no script except the inbox's", async () => {
    const fixture = await newFixture();
    for (const [name, { text }] of Object.entries(await everyPage(fixture))) {
      const sources = [...text.matchAll(/<(?:link|script|img|iframe)\b[^>]*\s(?:src|href)="([^"]*)"/g)];
      const foreign = sources.map(([, url = ""]) => url).filter((url) => !/^(\/(?!\/)|data:,)/.test(url));
      expect([name, foreign]).toEqual([name, []]);
      expect([name, /<script(?![^>]*\ssrc=)/.test(text)]).toEqual([name, false]);
      if (name !== "inbox") expect([name, text]).not.toEqual([name, expect.stringContaining("<script")]);
    }
  });

  test("A25: has no-store on responses with tokens", async () => {
    const { fixture, end, verifier } = await newPlainFixture();
    const response = await fetch(`${fixture.url}/oauth/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "authorization_code",
        client_id: fixture.clientId,
        redirect_uri: "http://localhost:3000",
        code: answered(end, "code"),
        code_verifier: verifier,
      }),
    });
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  });
});

const script = `"'><script>alert(1)</script><img src=x onerror=alert(1)>\${1}`;

describe("text written by others", () => {
  test("A28: is shown as text, regardless of the parameter", async () => {
    const fixture = await newFixture();
    await fixture.api("PATCH", `/clients/${fixture.clientId}`, { name: script });
    await fixture.api("PATCH", "/tenants/settings", { friendly_name: script });
    const visitor = fixture.visitor();
    const parameters = [
      "login_hint",
      "ui_locales",
      "state",
      "nonce",
      "connection",
      "audience",
      "organization",
    ];
    const pages = [
      ...(await Promise.all(
        parameters.map((name) => visitor.open(authorization(fixture, { [name]: script }).path)),
      )),
      await visitor.open(authorization(fixture, { redirect_uri: script }).path),
      await visitor.open(authorization(fixture, { client_id: script }).path),
      await visitor.open(`/v2/logout?returnTo=${encodeURIComponent(script)}`),
      await visitor.request(`/v2/logout?x=${encodeURIComponent(script)}`, {
        headers: { "sec-fetch-site": "cross-site" },
      }),
      await visitor.open(`/tester/callback?error=x&error_description=${encodeURIComponent(script)}`),
      await visitor.open(`/u/login?state=${encodeURIComponent(script)}`),
    ];
    const login = await visitor.open(authorization(fixture).path);
    pages.push(await visitor.submit(login, { username: script, password: "wrong" }));
    const signUp = await visitor.open(authorization(fixture, { screen_hint: "signup" }).path);
    pages.push(await visitor.submit(signUp, { email: script, password: "x" }));
    for (const { url, text } of pages) {
      expect([url, text.includes("<script>alert"), text.includes("<img src=x")]).toEqual([url, false, false]);
    }
  });

  test("A28: is not in a response that is posted to a page's window or by a form", async () => {
    const fixture = await newFixture();
    const state = `</script>${script}`;
    for (const response_mode of ["web_message", "form_post"]) {
      const { path } = authorization(fixture, { state, response_mode, prompt: "none" });
      const { status, text } = await fixture.visitor().request(path);
      expect([response_mode, status < 500]).toEqual([response_mode, true]);
      expect(text).not.toContain(`</script>"`);
      expect(text).not.toContain("<script>alert(1)");
      expect(text).not.toContain("<img src=x");
    }
  });

  test("A28: a user's name and number are text on the pages after the password", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    await fixture.api("PATCH", `/users/${encodeURIComponent(user.user_id)}`, {
      name: script,
      nickname: script,
    });
    const visitor = fixture.visitor();
    const { page } = await logIn(fixture, visitor, user.email);
    const refused = await visitor.submit(page, { phone: script });
    expect(refused.text).toContain("&lt;script&gt;");
    expect(refused.text).not.toContain("<script");
  });
});

describe("cookies", () => {
  const attributes = (page: Page): string[] => page.headers.getSetCookie();

  test("B8: scripts can't read them, and other sites' forms don't send them", async () => {
    const fixture = await newFixture();
    const user = await fixture.newUser();
    const visitor = fixture.visitor();
    const begun = await visitor.request(authorization(fixture).path);
    const { page } = await logIn(fixture, visitor, user.email);
    const challenge = await visitor.submit(page, { phone: usNumber });
    const ended = await visitor.post(challenge, { code: await fixture.messages.nextCode() });
    const resumed = await visitor.request(ended.location ?? "");
    const lines = [begun, ended, resumed].flatMap(attributes).filter((line) => !/^[^=]+=;/.test(line));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      expect(line).toMatch(/;\s*httponly/i);
      expect(line).toMatch(/;\s*samesite=lax/i);
    }
  });

  test("B8: over TLS, they are secure, and the lasting ones are bound to this host", async () => {
    const fixture = await newFixture({ policy: "never" });
    const { email: username } = await fixture.newUser();
    const { url, caFile } = fixture.description.auth0;
    const ca = await readFile(caFile, "utf8");
    const jar = new Map<string, string>();
    const lines: string[] = [];
    const go = async (path: string, more: RawRequest = {}) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await rawRequest(new URL(path, url).href, {
        ca,
        ...more,
        headers: { ...more.headers, cookie },
      });
      for (const line of answer.headers["set-cookie"] ?? []) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
        if (value !== "") lines.push(line);
      }
      return answer.headers.location ?? "";
    };
    const login = await go(authorization(fixture).path);
    const end = await go(login, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ username, password }).toString(),
    });
    expect(await go(end)).toContain("code=");
    for (const line of lines) expect(line).toMatch(/;\s*secure/i);
    const lasting = lines.filter((line) => line.startsWith("__Host-"));
    for (const line of lasting) expect(line).not.toMatch(/;\s*domain=/i);
    const names = lasting.map((line) => line.split("=")[0]);
    expect(names).toEqual(expect.arrayContaining(["__Host-auth0_browser", "__Host-did", "__Host-auth0"]));
  });
});
