import { expect, test } from "vitest";
import { kinds } from "../../../dev/sweep/kinds.ts";
import { asText, summary } from "../../../dev/sweep/report.ts";
import { FaultedRun } from "../../../dev/sweep/FaultedRun.ts";
import { seedTenant } from "../../../sandbox/auth0/state/seed.ts";
import { makeSecrets } from "../../../sandbox/auth0/state/secrets.ts";

const place = { variant: "unified-twilio", operation: "first-up" };
const one = { ...place, call: "PUT /guardian/policies 1", kind: "500", problems: [], seconds: 1 };
const bad = { ...one, kind: "403", problems: ["MFA is required, and the phone factor is off"] };
const clean = [{ ...place, problems: [] }];

test("the summary counts the cases, and lists the failed ones", () => {
  expect(summary({ results: [one, bad], unreached: 3, clean })).toEqual({
    cases: 2,
    survived: 1,
    unreached: 3,
    failed: [{ ...place, call: one.call, kind: "403", problems: bad.problems }],
  });
});

test("a run without faults that locks users out also fails", () => {
  const report = { results: [one], unreached: 0, clean: [{ ...place, problems: ["locked out"] }] };
  expect(summary(report).failed).toEqual([
    { ...place, call: "none", kind: "no fault", problems: ["locked out"] },
  ]);
});

test("the text has one line per variant and operation, and lists each failure with its call", () => {
  const text = asText({ results: [one, bad], unreached: 0, clean });
  expect(text).toMatch(/unified-twilio +first-up +2 +1/);
  expect(text).toContain("✗ unified-twilio, first-up: PUT /guardian/policies 1, 403");
  expect(text).toMatch(/2 cases, 1 survived\.$/);
});

const kind = (name: string) => {
  const found = kinds.find((each) => each.name === name);
  if (!found) throw new Error(name);
  return found;
};
const path = "/api/v2/guardian/policies";
const bare = seedTenant("https://localhost:1", "unified", await makeSecrets("sandbox", new Date()));
const faulted = (name: string, nth = 1) =>
  new FaultedRun({ call: { what: "PUT /guardian/policies", nth }, kind: kind(name) }, () => bare, {
    before: bare,
    factors: [],
    unrelated: new Set(),
    accounts: { urls: [] },
  } as never);

test("one call fails, or that call and each later one", async () => {
  const once = faulted("403", 2);
  expect([
    await once.before("PUT", path),
    await once.before("PUT", path),
    await once.before("PUT", path),
  ]).toEqual([undefined, 403, undefined]);
  expect(once.reached).toBe(true);
  const sticky = faulted("500 each time");
  expect([
    await sticky.before("PUT", path),
    await sticky.before("GET", path),
    await sticky.before("PUT", path),
  ]).toEqual([500, undefined, 500]);
});

test("a kill before the call lets no later call through; a kill after it lets the call complete", async () => {
  const early = faulted("killed before");
  expect(await early.before("PUT", path)).toBe("reset");
  expect(early.kill.aborted).toBe(true);
  expect(await early.before("GET", path)).toBe("reset");
  const late = faulted("killed after");
  expect(await late.before("PUT", path)).toBeUndefined();
  expect(late.kill.aborted).toBe(false);
  await late.after("PUT", path);
  expect(late.kill.aborted).toBe(true);
});
