import { expect, test } from "vitest";
import { declaredFrom } from "../../policy/Declared.ts";

/** The SDK's value for something known only in the `up`: it throws when it is read. */
const unknownAt = <Value extends object>(value: Value, key: PropertyKey): Value =>
  new Proxy(value, {
    get: (target, name, receiver) => {
      if (name === key) throw new Error("value can't be known during preview");
      return Reflect.get(target, name, receiver) as unknown;
    },
  });

const given = (props: Record<string, unknown>, opts: { ignoreChanges?: string[] } = {}) =>
  declaredFrom({
    urn: "urn:pulumi:dev::p::auth0-phone-mfa:index:SpaClient$auth0:index/client:Client::spa",
    name: "spa",
    type: "auth0:index/client:Client",
    props,
    opts: { protect: true, ...opts },
  });

test("a resource has its kind, name and stack", () => {
  expect(given({ name: "Shop" })).toMatchObject({
    kind: "Client",
    name: "spa",
    stack: "dev",
    protect: true,
    properties: { name: "Shop" },
  });
});

test("a resource has its ignored properties", () => {
  expect(given({}, { ignoreChanges: ["policy", "otp"] }).ignored).toEqual(["policy", "otp"]);
  expect(given({}).ignored).toEqual([]);
});

test.each([
  ["a property", unknownAt({ id: 1, name: "Shop" }, "id"), { id: undefined, name: "Shop" }],
  ["an item of a list", { urls: unknownAt(["a", "b"], "0") }, { urls: [undefined, "b"] }],
  [
    "a member of an item",
    { secrets: [unknownAt({ name: "n", value: "v" }, "value")] },
    { secrets: [{ name: "n", value: undefined }] },
  ],
])("omits what a preview can't know: %s", (_, props, properties) => {
  expect(given(props as Record<string, unknown>).properties).toEqual(properties);
});

test("any other failure is thrown", () => {
  const broken = new Proxy(
    { a: 1 },
    {
      get: () => {
        throw new Error("broken");
      },
    },
  );
  expect(() => given(broken)).toThrow("broken");
});
