import { describe, expect, test } from "vitest";
import { parts } from "../../../configuration/parts.ts";
import { parsePreview } from "../../../preview/parsePreview.ts";

const urn =
  "urn:pulumi:dev::auth0-phone-mfa::auth0-phone-mfa:index:PhoneMfa$auth0:index/guardian:Guardian::mfa";

/** The one step of a preview of a stack with this configuration. */
function stepOf(config: unknown, oldState: object = {}) {
  const preview = { config, steps: [{ op: "delete", urn, oldState }] };
  return parsePreview(JSON.stringify(preview)).steps[0];
}

describe("the parts that a stack manages", () => {
  test.each<[string, unknown, readonly string[]]>([
    ["a list, as the engine writes it", '["application","policy"]', ["application", "policy"]],
    ["a list", ["sender"], ["sender"]],
    ["an empty list", "[]", []],
  ])("are read from the preview's configuration: %s", (_, manage, managed) => {
    expect(stepOf({ "auth0:domain": "t.auth0.com", "auth0-phone-mfa:manage": manage })?.managed).toEqual(
      managed,
    );
  });

  test.each<[string, unknown]>([
    ["none", {}],
    ["no configuration", undefined],
    ["a string that names no part", { "auth0-phone-mfa:manage": "everything" }],
    ["a secret", { "auth0-phone-mfa:manage": "[secret]" }],
    ["another value", { "auth0-phone-mfa:manage": true }],
    ["a string instead of a map", "text"],
  ])("are all parts if the configuration contains %s", (_, config) => {
    expect(stepOf(config)?.managed).toEqual(parts);
  });
});

test.each([
  ["omits", {}],
  [
    "has in another form",
    {
      custom: "yes",
      external: 1,
      inputs: [],
      outputs: null,
      protect: "yes",
      retainOnDelete: 1,
      ignoreChanges: "policy",
      replaceOnChanges: [1],
      hideDiff: {},
      parent: null,
      dependencies: true,
      resourceHooks: [],
    },
  ],
])("what a resource's state %s is off or empty", (_, state) => {
  expect(stepOf({}, state)?.before).toEqual({
    custom: false,
    external: false,
    inputs: {},
    outputs: {},
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    hideDiff: [],
    parent: "",
    dependencies: [],
    removals: [],
  });
});

test("a resource's state is read as it is", () => {
  const state = {
    custom: true,
    external: true,
    inputs: { policy: "never" },
    outputs: { policy: "all-applications" },
    protect: true,
    retainOnDelete: true,
    ignoreChanges: ["phone"],
    replaceOnChanges: ["policy"],
    hideDiff: ["email"],
    parent: "urn:parent",
    dependencies: ["urn:sender"],
  };
  expect(stepOf({}, state)?.before).toEqual({ ...state, removals: [] });
});

const step = { op: "same", urn };

test.each<[object, string[]]>([
  [{ steps: [step], changeSummary: { same: 1 }, maybeCorrupt: false }, []],
  [{ steps: [{ op: "create", urn }], changeSummary: { create: 1, same: 0 } }, []],
  [{ steps: [{ op: 1 }, step] }, ["1 step of the preview could not be read."]],
  [{ steps: [{ op: 1 }, "step", step] }, ["2 steps of the preview could not be read."]],
  [
    { steps: [{ op: "create", urn }], changeSummary: { same: 1 } },
    ["The preview was made without --show-sames, so a changed option, such as protect, does not show."],
  ],
  [{ steps: [step], maybeCorrupt: true }, ["The engine reports that the state may be damaged."]],
])("the preview %j has the gaps %j", (preview, gaps) => {
  expect(parsePreview(JSON.stringify(preview)).gaps).toEqual(gaps);
});

test("only errors count as errors", () => {
  const diagnostics = ["error", "warning", "info", "debug"].map((severity) => ({
    severity,
    message: `an ${severity}`,
  }));
  const { errors, mfaActions } = parsePreview(JSON.stringify({ steps: [], diagnostics }));
  expect([errors, mfaActions]).toEqual([["an error"], []]);
});

test.each([
  ["no JSON", "it contains no JSON object"],
  ["{", "its JSON object is incomplete or damaged"],
  ['{"steps": 1}', "it is JSON, but not the output of pulumi preview --json"],
  ['{"steps": []}', "it is JSON, but not the output of pulumi preview --json"],
  ['{"steps": null}', "it is JSON, but not the output of pulumi preview --json"],
  [
    '{"steps": [], "diagnostics": [{"severity": "warning", "message": "a warning"}]}',
    "it is JSON, but not the output of pulumi preview --json",
  ],
  ["[]", "it is JSON, but not the output of pulumi preview --json"],
])("%s is no preview", (text, why) => {
  expect(() => parsePreview(text)).toThrow(expect.objectContaining({ name: "NotAPreview", message: why }));
});

test.each([
  [
    {
      detailedDiff: { policy: { kind: "update" }, "phone.options": { kind: "delete" }, "": { kind: "add" } },
    },
    [
      ["policy", false],
      ["phone.options", true],
    ],
  ],
  [
    { detailedDiff: { email: { kind: "delete-replace" }, otp: {} } },
    [
      ["email", true],
      ["otp", false],
    ],
  ],
  [{ detailedDiff: { policy: { kind: "update" } }, diffReasons: ["phone"] }, [["policy", false]]],
  [{ detailedDiff: {}, diffReasons: ["phone", ""] }, [["phone", false]]],
  [{ detailedDiff: null, diffReasons: ["phone"] }, [["phone", false]]],
  [{}, []],
])("the changed paths of %j are %j", (diff, changed) => {
  const [read] = parsePreview(JSON.stringify({ steps: [{ op: "update", urn, ...diff }] })).steps;
  expect(read?.paths.map(({ written, isGone }) => [written, isGone])).toEqual(changed);
});

describe("the removal of a resource", () => {
  const hooked = (BeforeDelete: unknown) => stepOf({}, { resourceHooks: { BeforeDelete } })?.before?.removals;

  test("is read from its hooks, without the program's prefix and hooks that remove nothing", () => {
    const names = ["policy-removal", "protection", "factor-removal", "credentials"];
    expect(hooked(names.map((name) => `auth0-phone-mfa:${name}`))).toEqual([
      "policy-removal",
      "factor-removal",
    ]);
  });

  test.each([[[]], [undefined], ["policy-removal"]])("is nothing if its hooks are %j", (names) => {
    expect(hooked(names)).toEqual([]);
  });
});
