import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLoopback, isOnLoopback } from "../../mfa/urls/hosts.ts";
import { masked } from "../../mfa/urls/masked.ts";
import { addressOf, publicSuffixOf } from "../../mfa/urls/patterns.ts";
import { unwrapped } from "../../mfa/pasted.ts";
import { urlFault, urlsIn } from "../../mfa/urls/urlFault.ts";

const uses = ["callback", "logout", "origin", "cors"] as const;

describe("a URL in the form that a browser sends", () => {
  test.each([
    "https://app.example.com",
    "https://app.example.com/",
    "https://app.example.com/?",
    "https://app.example.com:8443/callback?next=1",
    "https://app.example.com/%3f/%7E",
    "https://xn--bcher-kva.example/cb",
    "https://192.168.1.10:3000",
    "https://intranet/cb",
    "https://app.example.com/cb?x={y}",
    "http://localhost:3000",
    "http://127.0.0.1:8080/cb",
    "http://127.1.2.3",
    "http://[::1]:3000",
    "http://app.localhost:3000",
  ])("%s is accepted", (url) => {
    expect(urlFault(url, "callback", false)).toBeUndefined();
    expect(urlFault(url, "logout", false)).toBeUndefined();
  });

  test.each([
    ["https://App.Example.com/callback", "https://app.example.com/callback"],
    ["https://app.example.com:443/cb", "https://app.example.com/cb"],
    ["http://localhost:80/cb", "http://localhost/cb"],
    ["https://bücher.example/cb", "https://xn--bcher-kva.example/cb"],
    // Cyrillic letters that look like Latin ones.
    ["https://раураl.com", "https://xn--l-7sba6dbr.com"],
    ["HTTPS://app.example.com", "https://app.example.com"],
    ["https:/app.example.com", "https://app.example.com"],
    ["https://app.example.com?x=1", "https://app.example.com/?x=1"],
    ["https://app.example.com/a/../b", "https://app.example.com/b"],
    ["https://app.example.com\\b", "https://app.example.com/b"],
    ["https://app.example.com/b c/é", "https://app.example.com/b%20c/%C3%A9"],
    ["https://app.example.com/\tb", "https://app.example.com/b"],
    ["https://app.example.com\n", "https://app.example.com"],
    [" https://app.example.com", "https://app.example.com"],
    ["https://@app.example.com", "https://app.example.com"],
    ["http://127.1:3000", "http://127.0.0.1:3000"],
    ["http://[0:0:0:0:0:0:0:1]:3000", "http://[::1]:3000"],
  ])("%j is rejected for its form, and proposes %s", (url, better) => {
    expect(urlFault(url, "callback", false)).toEqual({
      what: "is not in the form that a browser sends, and Auth0 compares URLs character by character",
      better,
    });
  });

  test.each([
    ["http://localhost.example.com", "must be https", "https://localhost.example.com"],
    ["http://10.0.0.1:3000/cb", "must be https", "https://10.0.0.1:3000/cb"],
    ["http://app.example.com:443", "must be https", "https://app.example.com"],
    ["ftp://app.example.com", "must be https", "https://app.example.com"],
    ["ws://localhost:3000", "must be https", "http://localhost:3000"],
    ["wss://app.example.com/cb", "must be https", "https://app.example.com/cb"],
    ["http://0.0.0.0:3000", "listen on", "http://localhost:3000"],
    ["http://[::]:3000", "listen on", "http://localhost:3000"],
    ["http://localhost.:3000", "trailing dot", "http://localhost:3000"],
    ["https://app.example.com./cb", "trailing dot", "https://app.example.com/cb"],
    ["https://app.example.com#x", "fragment", "https://app.example.com"],
    ["https://app.example.com/cb#", "fragment", "https://app.example.com/cb"],
    ["https://user:pw@App.example.com", "password", "https://app.example.com"],
    ["app.example.com/cb", "absolute", "https://app.example.com/cb"],
    ["//app.example.com", "absolute", "https://app.example.com"],
    ["App.example.com:8443/cb", "absolute", "https://app.example.com:8443/cb"],
    ["localhost:3000", "absolute", "http://localhost:3000"],
    ["3000", "absolute", "http://localhost:3000"],
    ["[::1]:3000", "absolute", "http://[::1]:3000"],
  ])("%s: %s, proposes %s", (url, words, better) => {
    const fault = urlFault(url, "callback", false);
    expect(fault?.what).toContain(words);
    expect(fault?.better).toBe(better);
  });

  test.each([
    ["", "absolute"],
    ["nonsense", "absolute"],
    ["/callback", "absolute"],
    ["https://", "browser can open"],
    ["https://ex ample.com", "browser can open"],
    ["https://app.example.com:99999", "browser can open"],
    ["http://1270.0.0.1", "browser can open"],
    ["https://app.example.com:0", "port 0"],
    ["https://app..example.com", "host that can't exist"],
    ["https://a,b.example.com", "host that can't exist"],
    [`https://${"a".repeat(64)}.example.com`, "host that can't exist"],
    ["javascript:alert(1)", "web page"],
    ["file:///etc/hosts", "web page"],
    ["com.example.app://callback", "native application's URL"],
    ["capacitor://localhost", "native application's URL"],
    ["myapp:cb", "native application's URL"],
    ["https://a.example.com,https://b.example.com", "several URLs"],
    ["https://a.example.com/cb https://b.example.com/cb", "several URLs"],
    ["https://a.example.com;https://b.example.com", "several URLs"],
    ["https://a.example.com | https://b.example.com", "several URLs"],
    ['"https://a.example.com", "https://b.example.com"', "several URLs"],
  ])("%j can't be corrected: %s", (url, words) => {
    const fault = urlFault(url, "callback", true);
    expect(fault?.what).toContain(words);
    expect(fault).not.toHaveProperty("better");
  });
});

describe("what is copied along with a URL", () => {
  test.each([
    "'https://app.example.com/cb'",
    '"https://app.example.com/cb",',
    "<https://app.example.com/cb>",
    "https://app.example.com/cb;",
    "https://app.example.com/cb\u200b",
    "https://app.\u00adexample.com/cb",
    "\ufeffhttps://app.example.com/cb",
  ])("%j is rejected, and proposes the URL alone", (url) => {
    expect(urlFault(url, "callback", false)).toEqual({
      what: "has quotes, a comma or invisible characters around the URL or in it",
      better: "https://app.example.com/cb",
    });
  });

  test.each([
    ["https://app.example.com/cb\u00a0", "has quotes"],
    ["https://https://app.example.com/cb", "character by character"],
    ["'app.example.com/cb'", "has quotes"],
  ])("%j: %s", (url, words) => {
    const fault = urlFault(url, "callback", false);
    expect(fault?.what).toContain(words);
    expect(fault?.better).toBe("https://app.example.com/cb");
  });
});

describe("a wildcard", () => {
  test.each([
    "https://*.app.example.com",
    "https://*.example.com/cb",
    "https://*.co.uk",
    "https://deploy-preview-*--site.netlify.app",
    "https://a*.example.com:8443",
    "https://*-b.example.com",
  ])("%s is accepted if wildcards are allowed", (url) => {
    for (const use of ["callback", "logout"] as const) expect(urlFault(url, use, true)).toBeUndefined();
    expect(urlFault(new URL(url).origin, "origin", true)).toBeUndefined();
    expect(urlFault(url, "callback", false)?.what).toContain("has a wildcard");
  });

  test.each([
    "https://*.com",
    "https://*",
    "https://x.*.example.com",
    "https://*.*.example.com",
    "https://**.example.com",
    "https://app.example.com/*",
    "https://*.example.com/*",
    "https://bü*.com",
    "https://*.xn--b-*-hoa.example.com",
    "http://localhost:*",
    "https://app.example.com:*/cb",
  ])("%s is rejected, without a proposal", (url) => {
    expect(urlFault(url, "callback", true)).toEqual({
      what: "may have only one wildcard, in the first label of its host, followed by at least two more labels",
    });
  });

  test.each([
    "https://bü-*.example.com",
    "https://bü*.example.com",
    "https://*-日本.example.com/cb",
    "https://xn--bcher-*.example.com",
    "https://xn--b-*-hoa.example.com",
    "https://mü-*-nord.bücher.example.com",
  ])("%s is rejected, because its first label has international characters", (url) => {
    expect(urlFault(url, "callback", true)).toEqual({
      what: "has a wildcard in a label with international characters (xn--), where Auth0 accepts none",
    });
    expect(publicSuffixOf(url)).toBeUndefined();
  });

  test("may have a label with international characters after it", () => {
    expect(urlFault("https://*.xn--bcher-kva.example", "callback", true)).toBeUndefined();
    expect(urlFault("https://*.bücher.example", "callback", true)?.better).toBe(
      "https://*.xn--bcher-kva.example",
    );
  });

  test.each([
    ["https://*.vercel.app", "vercel.app"],
    ["https://deploy-preview-*--site.netlify.app/cb", "netlify.app"],
    ["https://*.co.uk", "co.uk"],
    ["https://*.example.co.uk", undefined],
    ["https://*.my-app.vercel.app", undefined],
    ["https://*.example.com", undefined],
    ["https://app.vercel.app", undefined],
    ["nonsense", undefined],
  ])("%s has its wildcard under the public suffix %s", (url, suffix) => {
    expect(publicSuffixOf(url)).toBe(suffix);
  });
});

describe("a placeholder", () => {
  const organization = "https://{organization_name}.example.com";
  const domain = "https://{custom_domain.metadata.public_App}";

  test.each([
    [`${organization}/cb`, ["callback"]],
    [organization, ["callback", "cors"]],
    [domain, uses],
    [`${domain}.example.com`, uses],
    ["https://{organization_name}.{custom_domain.metadata.PUBLIC_host}", ["callback", "cors"]],
  ])("%s is accepted where Auth0 replaces it: %j", (url, taken) => {
    expect(uses.filter((use) => urlFault(url, use, false) === undefined)).toEqual(taken);
  });

  test.each([
    ["https://example.com/{organization_name}/cb", "after its host"],
    ["https://example.com/cb?org={organization_name}", "after its host"],
    ["https://example.com/{id}/cb", "after its host"],
    ["https://{organization_name}", "first label"],
    ["https://{organization_name}.com", "first label"],
    ["https://sub.{organization_name}.example.com", "first label"],
    ["https://pre-{organization_name}.example.com", "first label"],
    ["https://{organization_name}.{organization_name}.example.com", "first label"],
    ["https://{organization_name}.*.example.com", "wildcard and a placeholder"],
    ["https://*.{custom_domain.metadata.public_x}.com", "wildcard and a placeholder"],
    ["https://{custom_domain.metadata.secret}/cb", "has {custom_domain.metadata.secret} in its host"],
    ["https://{custom_domain.metadata.public_a.b}/cb", "in its host"],
    ["https://{organization.metadata.public_x}/cb", "in its host"],
  ])("%s is rejected, without a proposal: %s", (url, words) => {
    const fault = urlFault(url, "callback", true);
    expect(fault?.what).toContain(words);
    expect(fault).not.toHaveProperty("better");
  });

  test("of an organization's name is in lowercase", () => {
    expect(urlFault("https://{Organization_Name}.example.com", "callback", true)?.better).toBe(
      "https://{organization_name}.example.com",
    );
  });

  test("keeps its case when the rest is corrected", () => {
    expect(urlFault(`${domain.replace("https", "HTTPS")}:443/cb`, "callback", false)?.better).toBe(
      `${domain}/cb`,
    );
  });
});

describe("a listed URL as an address that users can return to", () => {
  test.each([
    ["https://app.example.com/cb?x={y}", "https://app.example.com/cb?x={y}"],
    ["https://pre-*.example.com", "https://pre-any.example.com"],
    ["https://{organization_name}.example.com", undefined],
  ])("%s: %s", (url, address) => {
    expect(addressOf(url)).toBe(address);
  });
});

describe("properties", () => {
  const url = fc.webUrl({ validSchemes: ["http", "https"], withFragments: true, withQueryParameters: true });
  const nearUrl = fc
    .tuple(
      fc.constantFrom("https://", "http://", "HTTPS:/", "ftp://", "//", "com.app://", ""),
      fc.constantFrom("", "User:pw@"),
      fc.oneof(
        fc.domain(),
        fc.constantFrom("B.Example.com", "localhost", "[::0001]", "{organization_name}.a.b"),
      ),
      fc.constantFrom("", ".", ":443", ":80", ":0"),
      fc.oneof(
        fc.constant(""),
        fc.string({ unit: "binary" }).map((text) => `/${text}`),
      ),
    )
    .map((parts) => parts.join(""));
  const text = fc.oneof(url, nearUrl, fc.string({ unit: "binary" }));

  test("accepts exactly the form that a browser sends", () => {
    fc.assert(
      fc.property(fc.oneof(url, nearUrl), (given) => {
        const parsed = URL.parse(given);
        fc.pre(parsed?.protocol === "https:" && parsed.port !== "0" && !/[*{]|\.$/.test(parsed.host));
        fc.pre(parsed.username === "" && urlsIn(parsed.href).length === 1 && !parsed.href.includes("*"));
        parsed.hash = "";
        // A list's comma, a quote or something invisible at the end is no part of a URL.
        fc.pre([given, parsed.href].every((one) => unwrapped(one) === one));
        const isTaken = (one: string) => urlFault(one, "callback", false) === undefined;
        expect([parsed.href, isTaken(parsed.href)]).toEqual([parsed.href, true]);
        expect(urlFault(parsed.origin, "origin", false)).toBeUndefined();
        expect(isTaken(given)).toBe(given === parsed.href || given === parsed.origin);
      }),
      { numRuns: 2000 },
    );
  });

  test("a proposed URL is valid, and is the same URL if only the form was wrong", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...uses), fc.boolean(), (given, use, allowWildcards) => {
        const fault = urlFault(given, use, allowWildcards);
        if (fault?.better === undefined) return;
        expect(urlFault(fault.better, use, allowWildcards)).toBeUndefined();
        if (fault.what.includes("character by character"))
          expect(new URL(fault.better).href).toBe(new URL(given).href);
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ["localhost", true],
  ["[::ffff:7f00:1]", true],
  ["[::ffff:8000:1]", false],
  ["0.0.0.0", false],
  ["127.0.0.1.example.com", false],
])("host %s is loopback: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test.each([
  ["http://0.0.0.0:3000", true],
  ["https://127.1/", true],
  ["https://app.example.com", false],
  ["nonsense", false],
])("%s is on the user's own machine: %s", (url, expected) => {
  expect(isOnLoopback(url)).toBe(expected);
});

test.each([
  ["https://user:pw@a.example.com, https:u@b", "https://…@a.example.com, https:…@b"],
  ["https://a.example.com/@b", "https://a.example.com/@b"],
])("%s is shown without a password: %s", (text, shown) => {
  expect(masked(text)).toBe(shown);
});
