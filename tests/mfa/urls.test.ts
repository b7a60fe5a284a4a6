import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { urlFault } from "../../mfa/urls.ts";

describe("urlFault", () => {
  test.each([
    "https://app.example.com",
    "https://app.example.com/callback?next=1",
    "http://localhost:3000",
    "http://127.0.0.1:8080/cb",
    "http://127.1.2.3",
    "http://[::1]:3000",
    "http://app.localhost:3000",
  ])("takes %s", (url) => {
    expect(urlFault(url, "url", false)).toBeUndefined();
  });

  test.each([
    ["http://localhost.example.com", "https"],
    ["http://1270.0.0.1", "absolute"],
    ["http://10.0.0.1", "https"],
    ["javascript:alert(1)", "absolute"],
    ["//app.example.com", "absolute"],
    ["https://app.example.com\n", "absolute"],
    ["https://user:pw@app.example.com", "password"],
    ["https://app.example.com#x", "fragment"],
    ["ftp://app.example.com", "https"],
    ["", "absolute"],
  ])("refuses %j", (url, words) => {
    expect(urlFault(url, "url", false)?.what).toContain(words);
  });

  test.each([
    ["https://*.app.example.com", undefined],
    ["https://*.example.com/cb", undefined],
    ["https://*.com", "first label"],
    ["https://a*.example.com", "first label"],
    ["https://x.*.example.com", "first label"],
    ["https://*.*.example.com", "first label"],
    ["https://app.example.com/*", "first label"],
  ])("with wildcards allowed: %s", (url, words) => {
    const fault = urlFault(url, "url", true);
    if (words === undefined) expect(fault).toBeUndefined();
    else expect(fault?.what).toContain(words);
  });

  test("an origin is exactly scheme, host and port", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["https"], withFragments: false }), (url) => {
        const origin = new URL(url).origin;
        expect(urlFault(origin, "origin", false)).toBeUndefined();
        expect(urlFault(`${origin}/`, "origin", false)?.better).toBe(origin);
        if (url !== origin) expect(urlFault(url, "origin", false)).toBeDefined();
      }),
    );
  });

  test("what it proposes is good", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["http", "https"], withFragments: true }), (url) => {
        const fault = urlFault(url, "url", false);
        // A URL may have two faults; each proposal fixes one.
        const better = fault?.better === undefined ? undefined : urlFault(fault.better, "url", false);
        expect(better?.what ?? "has a fragment").toMatch(/fragment|wildcard/);
      }),
    );
  });
});
