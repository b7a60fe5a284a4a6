import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checked } from "../../../sandbox/auth0/management/validation.ts";

const schema = z.strictObject({
  name: z.string().min(2).max(4),
  list: z.array(z.string()).min(1).max(2).optional(),
  count: z.int().min(3).max(5).optional(),
  kind: z.enum(["one", "two"]).optional(),
  url: z.url().optional(),
  inner: z.strictObject({ flag: z.boolean(), kind: z.enum(["a"]) }).optional(),
  map: z.record(z.string(), z.string()).optional(),
});

describe("a body that breaks the schema is rejected in the Management API's words", () => {
  test.each([
    [undefined, "'Missing required property: name'"],
    [[], "'Expected type object but found type array'"],
    [{ name: 12 }, "'Expected type string but found type integer' on property name"],
    [{ name: 1.5 }, "'Expected type string but found type number' on property name"],
    [{ name: null }, "'Expected type string but found type null' on property name"],
    [{ name: true }, "'Expected type string but found type boolean' on property name"],
    [{ name: "Ada", count: 3.5 }, "'Expected type integer but found type number' on property count"],
    [{ name: "Ada", map: 1 }, "'Expected type object but found type integer' on property map"],
    [{ name: "Ada", list: ["a", 1] }, "'Expected type string but found type integer' on property list.1"],
    [{ name: "Ada", a: 1, b: 2 }, "'Additional properties not allowed: a,b'"],
    [
      { name: "Ada", inner: { flag: true, kind: "a", c: 1 } },
      "'Additional properties not allowed: c' on property inner",
    ],
    [{ name: "Ada", inner: { kind: "a" } }, "'Missing required property: flag' on property inner"],
    [{ name: "Ada", inner: { flag: true } }, "'Missing required property: kind' on property inner"],
    [{ name: "Ada", kind: "three" }, `'No enum match for: "three"' on property kind`],
    [{ name: "A" }, "'String is too short (1 chars), minimum 2' on property name"],
    [{ name: "Grace" }, "'String is too long (5 chars), maximum 4' on property name"],
    [{ name: "Ada", list: [] }, "'Array is too short (0), minimum 1' on property list"],
    [{ name: "Ada", list: ["a", "b", "c"] }, "'Array is too long (3), maximum 2' on property list"],
    [{ name: "Ada", count: 2 }, "'Value 2 is less than minimum 3' on property count"],
    [{ name: "Ada", count: 6 }, "'Value 6 is greater than maximum 5' on property count"],
    [{ name: "Ada", url: "no" }, "'Object didn't pass validation for format url: no' on property url"],
  ])("%j", (body, message) => {
    expect(() => checked(schema, body)).toThrow(
      expect.objectContaining({ message: `Payload validation error: ${message}.` }),
    );
  });

  test.each([
    { name: "Ad", list: ["a"], count: 3 },
    { name: "Adas", list: ["a", "b"], count: 5, kind: "two", url: "https://a.example", map: { a: "b" } },
  ])("but not %j", (body) => {
    expect(checked(schema, body)).toEqual(body);
  });
});
