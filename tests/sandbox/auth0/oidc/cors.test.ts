import { expect, test } from "vitest";
import { rawRequest } from "../../../support/http/rawRequest.ts";
import { authorization, callback, newFixture } from "../../../support/tenant/fixture.ts";

const own = new URL(callback).origin;

test.each(["/oauth/token", "/oauth/revoke"])(
  "an application's own page may send JSON to %s: the preflight is approved",
  async (path) => {
    const fixture = await newFixture();
    const { status, headers } = await rawRequest(fixture.url + path, {
      method: "OPTIONS",
      headers: {
        origin: own,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect(status).toBeLessThan(300);
    expect(headers["access-control-allow-origin"]).toBe(own);
    expect(headers["access-control-allow-methods"]).toContain("POST");
    expect(headers["access-control-allow-headers"]).toContain("content-type");
  },
);

test.each([
  ["an application's own page may", own, own],
  ["a page of another site may not", "https://evil.example", undefined],
])("%s read the token endpoint's responses", async (_, origin, allowed) => {
  const fixture = await newFixture();
  const { status, headers } = await rawRequest(`${fixture.url}/oauth/token`, {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "refresh_token", client_id: fixture.clientId, refresh_token: "x" }),
  });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(headers["access-control-allow-origin"]).toBe(allowed);
});

test("each origin that matches a wildcard of the callback URLs and origins may too", async () => {
  const fixture = await newFixture({ callback: "https://preview-*--site.example.net/back" });
  await fixture.api("PATCH", `/clients/${fixture.clientId}`, { web_origins: ["https://*.example.org"] });
  const allowed = async (origin: string) => {
    const { headers } = await rawRequest(`${fixture.url}/oauth/token`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ grant_type: "refresh_token", client_id: fixture.clientId, refresh_token: "x" }),
    });
    return headers["access-control-allow-origin"] === origin;
  };
  expect(await allowed("https://preview-1--site.example.net")).toBe(true);
  expect(await allowed("https://app.example.org")).toBe(true);
  expect(await allowed("https://preview-1--other.example.net")).toBe(false);
  expect(await allowed("https://a.b.example.org")).toBe(false);
  const silent = async (redirect_uri: string) => {
    const { path } = authorization(fixture, { redirect_uri, response_mode: "web_message", prompt: "none" });
    return (await fixture.visitor().request(path)).text.includes("does not have a registered origin");
  };
  expect(await silent("https://app.example.org/back")).toBe(false);
  expect(await silent("https://preview-1--site.example.net/back")).toBe(true);
  expect(await fixture.api("GET", "/logs?q=type:fco")).toMatchObject([
    { description: "The origin https://preview-1--site.example.net is not listed for the application." },
  ]);
});
