import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { differences } from "../../../dev/conformance/management/compare.ts";
import { Identities } from "../../../dev/conformance/management/identities.ts";
import {
  parseRecording,
  readRecordings,
  recordedExperience,
} from "../../../dev/conformance/management/recording.ts";
import { replay } from "../../../dev/conformance/management/replay.ts";
import { report } from "../../../dev/conformance/management/report.ts";

const shared = fileURLToPath(new URL("../../../../shared/recordings", import.meta.url));

/**
 * A handwritten recording: the ids differ from this tenant's, one value is wrong and one member is missing.
 */
const ours = [
  {
    method: "POST",
    path: "/api/v2/resource-servers",
    body: { name: "A", identifier: "urn:a" },
    status: 201,
    response: { id: "recorded-id", name: "A", identifier: "urn:a" },
  },
  {
    method: "GET",
    path: "/api/v2/resource-servers/recorded-id",
    body: null,
    status: 200,
    response: { id: "recorded-id", name: "B", identifier: "urn:a" },
  },
  {
    method: "PATCH",
    path: "/api/v2/prompts",
    body: { identifier_first: true },
    status: 200,
    response: {
      universal_login_experience: "classic",
      identifier_first: true,
      webauthn_platform_first_factor: true,
    },
  },
  { method: "DELETE", path: "/api/v2/resource-servers/recorded-id", body: null, status: 204, response: null },
  { method: "GET", path: "/api/v2/resource-servers/recorded-id", body: null, status: 200, response: {} },
];

describe("conformance", () => {
  test("replays a recording on its own tenant, and counts matches of status, shape and value", async () => {
    const outcomes = await replay([{ file: "ours.jsonl", exchanges: ours }]);
    expect(outcomes.map(({ status, shape, value }) => [status, shape, value])).toEqual([
      [true, false, false],
      [true, false, false],
      [true, true, false],
      [true, true, true],
      [false, false, false],
    ]);
    const lines = report(outcomes);
    expect(lines.at(-1)).toBe("status 4/5, shape 2/5, value 1/5");
    expect(lines).toContain(
      'ours.jsonl:3 PATCH /prompts: universal_login_experience is "new", recorded "classic"',
    );
  });

  test("reports the line of an invalid exchange", () => {
    expect(parseRecording("a", "\n")).toEqual([]);
    expect(() => parseRecording("a", "{}\n")).toThrow("line 1 is not a recorded exchange");
    expect(() => parseRecording("a", "{")).toThrow("line 1 is not JSON");
  });

  test("recognizes a tenant's phone experience by its responses", () => {
    const settings = (response: unknown, body: unknown = null) => [
      { method: "PATCH", path: "/api/v2/tenants/settings", body, status: 200, response },
    ];
    const flag = { phone_consolidated_experience: false };
    expect(recordedExperience(settings(flag))).toBe("legacy");
    expect(recordedExperience(settings(flag, flag))).toBe("unified");
    expect(recordedExperience(settings({}))).toBe("undeclared");
    expect(recordedExperience([])).toBe("unified");
  });

  test("maps IDs in paths, queries and bodies, and leaves the rest unchanged", () => {
    const identities = new Identities();
    identities.learn(
      { id: "r|1", name: "x", list: [{ client_id: "c1" }] },
      { id: "l|1", name: "y", list: [{ client_id: "c2" }] },
    );
    expect(identities.translatePath("/users/r%7C1/x?client_id=c1&name=x")).toBe(
      "/users/l%7C1/x?client_id=c2&name=x",
    );
    expect(identities.translate({ a: ["c1", "x"] })).toEqual({ a: ["c2", "x"] });
  });

  test("ignores only times and secrets", () => {
    const at = "2026-01-01T00:00:00Z";
    expect(
      differences(
        { created_at: at, client_secret: "a" },
        { created_at: "2027-01-01T00:00:00Z", client_secret: "b" },
      ),
    ).toEqual([]);
    expect(differences({ a: 1, b: null }, { a: "1", c: 1 }).map(({ kind }) => kind)).toEqual([
      "shape",
      "shape",
      "shape",
    ]);
    expect(differences([1], [1, 2])).toMatchObject([{ kind: "value" }]);
  });

  test.runIf(existsSync(shared))(
    "keeps the similarity reached on the available recordings",
    { timeout: 30_000 },
    async () => {
      const outcomes = await replay(await readRecordings(shared));
      const share = (member: "status" | "shape" | "value"): number =>
        outcomes.filter((outcome) => outcome[member]).length / outcomes.length;
      expect(share("status")).toBe(1);
      // Those of the first half of 2026 and before have no password_options, which new databases have since.
      expect(share("shape")).toBeGreaterThan(0.96);
      expect(share("value")).toBeGreaterThan(0.92);
    },
  );
});
