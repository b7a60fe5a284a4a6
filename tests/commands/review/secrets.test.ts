import { expect, test as one } from "vitest";
import { jsonOf } from "../../../commands/review/jsonOf.ts";
import { markdownOf } from "../../../commands/review/markdown/markdownOf.ts";
import { parsePreview } from "../../../preview/parsePreview.ts";
import { violationsIn } from "../../../preview/violations.ts";
import type { Step } from "../../../preview/Preview.ts";
import { fixture, plivoFixture, on, pathsOf, review, stateOf } from "./fixture.ts";
import { fc, test } from "./property.ts";

const key = fc
  .stringMatching(/^[A-Za-z0-9]{24,40}$/)
  .filter((text) => /\d/.test(text) && /[a-z]/i.test(text));

const reports = (steps: readonly Step[]): string => markdownOf([review(steps)]) + jsonOf([review(steps)]);

const changed = (
  steps: readonly Step[],
  kind: string,
  name: string,
  path: string,
  before: object,
  after: object,
) =>
  on(steps, kind, name, (step) => ({
    ...step,
    op: "update",
    paths: pathsOf([path]),
    before: stateOf(before as Record<string, unknown>),
    after: stateOf(after as Record<string, unknown>),
  }));

// A preview shows an old value in plaintext if it newly becomes a secret (pulumi/pulumi #9330), and any value
// of a path that nobody marked.
test(
  "a value is hidden if either side of the change is a secret",
  fc.property(key, fc.boolean(), (secret, isOld) => {
    const [before, after] = isOld ? [secret, "[secret]"] : ["[secret]", secret];
    for (const [kind, name, path, wrap] of allowed) {
      const steps = changed(plivoFixture(), kind, name, path, wrap(before), wrap(after));
      expect(reports(steps)).not.toContain(secret);
    }
  }),
);

const allowed = [
  ["Client", "spa", "name", (value: string) => ({ name: value })],
  ["Client", "spa", "callbacks", (value: string) => ({ callbacks: value })],
  ["PhoneProvider", "sender", "configuration.sid", (value: string) => ({ configuration: { sid: value } })],
  [
    "PhoneProvider",
    "sender",
    "credentials.authToken",
    (value: string) => ({ credentials: { authToken: value } }),
  ],
  [
    "Guardian",
    "mfa",
    "phone.options.authToken",
    (value: string) => ({ phone: { options: { authToken: value } } }),
  ],
  ["Guardian", "mfa", "phone.options.from", (value: string) => ({ phone: { options: { from: value } } })],
  ["Action", "custom-phone-provider", "code", (value: string) => ({ code: value })],
] as const;

test(
  "a plaintext token is not shown",
  fc.property(key, key, (before, after) => {
    const clear = changed(
      fixture(),
      "PhoneProvider",
      "sender",
      "credentials.authToken",
      { credentials: { authToken: before } },
      { credentials: { authToken: after } },
    );
    const legacy = changed(
      fixture(),
      "Guardian",
      "mfa",
      "phone.options.authToken",
      { phone: { options: { authToken: before } } },
      { phone: { options: { authToken: after } } },
    );
    const listed = changed(
      plivoFixture(),
      "Action",
      "custom-phone-provider",
      "secrets[1].value",
      { secrets: [{ name: "A", value: before }] },
      { secrets: [{ name: "A", value: after }] },
    );
    for (const steps of [clear, legacy, listed]) {
      expect(reports(steps)).not.toContain(before);
      expect(reports(steps)).not.toContain(after);
    }
  }),
);

test(
  "a path without a description shows no value",
  fc.property(fc.stringMatching(/^[a-z]{3,12}$/), key, (path, value) => {
    const steps = changed(
      fixture(),
      "Client",
      "spa",
      `x${path}.inner`,
      {},
      { [`x${path}`]: { inner: value } },
    );
    expect(reports(steps)).not.toContain(value);
    expect(review(steps).verdict).toBe("needs attention");
  }),
);

test(
  "a key in code, a message, a name or a URL is masked",
  fc.property(key, (secret) => {
    const written = [
      changed(
        plivoFixture(),
        "Action",
        "custom-phone-provider",
        "code",
        { code: "a();" },
        { code: `a();\n  const auth = "${secret}";` },
      ),
      changed(fixture(), "Client", "spa", "name", { name: "Shop" }, { name: `Shop ${secret}` }),
      changed(
        fixture(),
        "Client",
        "spa",
        "callbacks[0]",
        { callbacks: [] },
        { callbacks: [`https://user:${secret}@app.example.com/?key=${secret}`] },
      ),
    ];
    for (const steps of written) expect(reports(steps)).not.toContain(secret);
  }),
);

test(
  "a failure's message is masked",
  fc.property(key, (secret) => {
    const errors = [`error: Twilio refused the token ${secret}`];
    const preview = { steps: [], errors, mfaActions: [], gaps: [] };
    const failed = review([], { preview, succeeded: false });
    expect(markdownOf([failed]) + jsonOf([failed])).not.toContain(secret);
  }),
);

one("keeps only the broken rules of an event log", () => {
  const log = [
    JSON.stringify({
      diagnosticEvent: { severity: "debug", message: 'token=0123456789abcdef "policyEvent"' },
    }),
    JSON.stringify({
      policyEvent: {
        policyName: "no-wildcards",
        message: "No wildcards.\ncallbackUrls has one.\n",
        enforcementLevel: "mandatory",
      },
    }),
    '{"policyEvent": {"policyName": "cut off',
    "",
  ].join("\n");
  expect(violationsIn(log)).toEqual([
    { rule: "no-wildcards", level: "mandatory", message: "callbackUrls has one." },
  ]);
});

one("rejects a document that is not a preview, and warns about gaps in one", () => {
  expect(() => parsePreview("")).toThrow("no JSON object");
  expect(() => parsePreview('{"steps": 1}')).toThrow("not the output of pulumi preview");
  for (const text of [
    '{"steps": [{"op": 1}]}',
    '{"steps": [{"op": "same", "urn": ""}], "maybeCorrupt": true}',
    '{"steps": [{"op": "create", "urn": ""}], "changeSummary": {"same": 3}}',
  ]) {
    const preview = parsePreview(text);
    expect(preview.gaps).not.toEqual([]);
    expect(review([], { preview }).verdict).toBe("needs attention");
  }
});
