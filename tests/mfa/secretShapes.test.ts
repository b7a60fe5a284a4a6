import { expect, test } from "vitest";
import { holdsSecret } from "../../mfa/secretShapes.ts";

const hex = "0123456789abcdef".repeat(2);

test.each([
  "-----BEGIN RSA PRIVATE KEY-----",
  "-----BEGIN PRIVATE KEY-----",
  "token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlMTIz",
  `SK${hex}`,
  `sk_live_${"a".repeat(16)}`,
  `rk_live_${"a".repeat(16)}`,
  `ghp_${"a".repeat(36)}`,
  "AKIAABCDEFGHIJKLMNOP",
  "ASIAABCDEFGHIJKLMNOP",
  "xoxb-1234567890-abc",
  `github_pat_${"a".repeat(36)}`,
  `glpat-${"a".repeat(20)}`,
  `npm_${"a".repeat(36)}`,
  `pul-${hex}01234567`,
  `SG.${"a".repeat(22)}.${"a".repeat(43)}`,
  "-----BEGIN PGP PRIVATE KEY BLOCK-----",
  `Authorization: Basic ${hex}`,
  `{ headers: { authorization: "Bearer ${hex}" } }`,
  `{ "x-api-key": "${"a".repeat(16)}" }`,
  `access_token = "${"a".repeat(16)}"`,
  `const token = "${hex}abcdefgh"`,
  `authToken: "${"a".repeat(16)}"`,
  `auth_token='${"a".repeat(16)}'`,
  `const password = \`${"a".repeat(16)}\``,
  `"apiKey": "${"a".repeat(16)}"`,
  `send("${hex}")`,
  `send('${hex}')`,
])("%s is a key wherever it occurs", (text) => {
  expect(holdsSecret(text, [])).toBe(true);
  expect(holdsSecret(`before ${text} after`, [])).toBe(true);
});

test.each([
  "{{code}} is your code",
  hex,
  `"${hex}0"`,
  'password: "short"',
  "-----BEGIN PUBLIC KEY-----",
  `sk_test_${"a".repeat(16)}`,
  "AKIA",
  "event.secrets.PLIVO_AUTH_TOKEN",
  "const authToken = `${event.secrets.ID}:${event.secrets.TOKEN}`",
  "`Bearer ${event.secrets.ACCESS_TOKEN_OF_2026}`",
  "Basic authentication-is-not-enough",
  'token: "urn:ietf:params:oauth:token-type:id_token2"',
])("%s is not a key", (text) => {
  expect(holdsSecret(text, [])).toBe(false);
});

test("a known secret is found literally", () => {
  expect(holdsSecret("It is pineapple.", ["pineapple"])).toBe(true);
  expect(holdsSecret("It is an apple.", ["pineapple"])).toBe(false);
});
