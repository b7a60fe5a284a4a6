import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isListed, isListedReturnTo } from "../../../../sandbox/auth0/oidc/urls.ts";

const listed = [
  "https://app.example.com/callback",
  "http://localhost:3000",
  "https://*.example.org/back",
  "https://preview-*--site.example.net:8443/back",
];

test.each([
  ...listed.slice(0, 2),
  "https://a.example.org/back",
  "https://a-1.example.org/back",
  "https://preview-12--site.example.net:8443/back",
])("accepts %s", (url) => {
  expect(isListed(url, listed)).toBe(true);
});

test.each([
  "https://app.example.com/callback/",
  "https://app.example.com/callback?x=1",
  "https://app.example.com/callback#x",
  "https://app.example.com/Callback",
  "https://app.example.com/a/../callback",
  "https://app.example.com/%63allback",
  "https://APP.example.com/callback",
  "https://app.example.com:443/callback",
  "https://app.example.com@evil.example/callback",
  "https://evil.example/https://app.example.com/callback",
  "http://app.example.com/callback",
  "http://localhost:3001",
  "http://localhost:3000/",
  "http://127.0.0.1:3000",
  "https://example.org/back",
  "https://.example.org/back",
  "https://*.example.org/back",
  "https://a.b.example.org/back",
  "https://evil.example/.example.org/back",
  "https://evil.example#.example.org/back",
  "https://user@evil.example.org/back",
  "https://*.example.org/back/x",
  "https://preview---site.example.net:8443/back",
  "https://preview--site.example.net:8443/back",
  "https://preview-a.b--site.example.net:8443/back",
  "https://preview-1--site.example.net/back",
  "https://preview-1--sites.example.net:8443/back",
  "https://xpreview-1--site.example.net:8443/back",
  "javascript:alert(1)",
  "",
])("rejects %s", (url) => {
  expect(isListed(url, listed)).toBe(false);
});

test.each([
  "*",
  "https://*",
  "https://*.org",
  "*://a.example.org/back",
  "https://a.*.example.org/back",
  "https://*.*.example.org/back",
  "https://*.example.org/*",
  "https://a.example.org/*",
  "https://{organization_name}.example.org/back",
  "https://{custom_domain.metadata.public_host}/back",
])("accepts no URL for %s, because Auth0 does not replace it or the local tenant can't", (pattern) => {
  const urls = [
    "https://a.example.org/back",
    "https://ab.example.org/back",
    "https://a.b.example.org/back",
    "https://a.org",
    "https://{organization_name}.example.org/back",
  ];
  expect(urls.filter((url) => isListed(url, [pattern]))).toEqual([]);
});

describe("returnTo", () => {
  test.each([
    "https://app.example.com/callback?x=1",
    "https://app.example.com/callback#x",
    "HTTPS://App.Example.com/callback",
    "https://a.example.org/back?next=/",
  ])("%s matches the listed URL, regardless of its query, its fragment and the case of its host", (url) => {
    expect(isListedReturnTo(url, listed)).toBe(true);
  });

  test.each([
    "https://app.example.com/Callback",
    "https://app.example.com?/callback",
    "https://app.example.com#/callback",
    "https://evil.example?https://app.example.com/callback",
    "https://app.example.com/callback/",
    "https://evil.example\\@app.example.com/callback",
  ])("%s does not match", (url) => {
    expect(isListedReturnTo(url, listed)).toBe(false);
  });

  test("the query of a listed URL is ignored too", () => {
    expect(isListedReturnTo("https://app.example.com/", ["https://app.example.com/?a=1"])).toBe(true);
  });
});

test("accepts only the listed URLs if none has a wildcard", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
      (url) => {
        expect(isListed(url, listed.slice(0, 2))).toBe(listed.slice(0, 2).includes(url));
      },
    ),
  );
});
