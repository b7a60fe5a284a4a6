import fc from "fast-check";
import { expect, test } from "vitest";
import { isListed } from "../../../../sandbox/auth0/oidc/urls.ts";

const listed = ["https://app.example.com/callback", "http://localhost:3000", "https://*.example.org/back"];

test.each([...listed.slice(0, 2), "https://a.example.org/back", "https://a-1.example.org/back"])(
  "takes %s",
  (url) => {
    expect(isListed(url, listed)).toBe(true);
  },
);

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
  "https://a.b.example.org/back",
  "https://evil.example/.example.org/back",
  "https://evil.example#.example.org/back",
  "https://user@evil.example.org/back",
  "https://*.example.org/back/x",
  "javascript:alert(1)",
  "",
])("refuses %s", (url) => {
  expect(isListed(url, listed)).toBe(false);
});

test.each([
  "*",
  "https://*",
  "*://a.example.org/back",
  "https://a*.example.org/back",
  "https://a.*.example.org/back",
  "https://a.example.org/*",
])(
  "takes no address for %s: a wildcard stands for the whole of the first label, or for nothing",
  (pattern) => {
    const urls = [
      "https://a.example.org/back",
      "https://ab.example.org/back",
      "https://a.b.example.org/back",
    ];
    expect(urls.filter((url) => isListed(url, [pattern]))).toEqual([]);
  },
);

test("takes no text but the listed ones where nothing has a wildcard", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string()),
      (url) => {
        expect(isListed(url, listed.slice(0, 2))).toBe(listed.slice(0, 2).includes(url));
      },
    ),
  );
});
