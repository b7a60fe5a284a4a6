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
    ["a string instead of a list", { "auth0-phone-mfa:manage": "application" }],
    ["a secret", { "auth0-phone-mfa:manage": "[secret]" }],
    ["another value", { "auth0-phone-mfa:manage": true }],
    ["a string instead of a map", "text"],
  ])("are all parts if the configuration contains %s", (_, config) => {
    expect(stepOf(config)?.managed).toEqual(parts);
  });
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
