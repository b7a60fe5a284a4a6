import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SecretHunt } from "../support/secrets/SecretHunt.ts";

const secret = `${randomBytes(16).toString("hex")}"/+&`;
const hunt = new SecretHunt({ token: secret });
const around = (text: string) => `before ${text} after`;

test.each<[string, string | Buffer]>([
  ["in plaintext", around(secret)],
  ["its beginning", around(secret.slice(0, 8))],
  ["in JSON", JSON.stringify({ a: secret })],
  ["in JSON in JSON", JSON.stringify({ a: JSON.stringify({ b: secret }) })],
  ["in an address", `https://a.example/?t=${encodeURIComponent(secret)}`],
  ["in hex", around(Buffer.from(secret).toString("hex"))],
  ["in a header", `Basic ${Buffer.from(`a:${secret}`).toString("base64")}`],
  ["in gzip", gzipSync(around(secret))],
  ["in gzip in a file", Buffer.concat([randomBytes(10), gzipSync(around(secret))])],
])("a secret is found %s", (_name, content) => {
  expect(hunt.in("here", content).map((one) => one.secret)).toContain("token");
});

test("a secret is found in base64 regardless of what precedes it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (before, after) => {
      const text = Buffer.concat([before, Buffer.from(secret), after]);
      for (const encoding of ["base64", "base64url"] as const)
        expect(hunt.in("here", text.toString(encoding)).length).toBeGreaterThan(0);
    }),
  );
});

test("finds nothing in a clean text", () => {
  for (let tries = 0; tries < 20; tries += 1)
    expect(hunt.in("here", randomBytes(50_000).toString("hex"))).toEqual([]);
});

test("a secret that could occur by chance is rejected", () => {
  expect(() => new SecretHunt({ pin: "1234" })).toThrow("pin is too short");
});
