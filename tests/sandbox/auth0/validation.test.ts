import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checked } from "../../../sandbox/auth0/management/validation.ts";
import { newTenant } from "./support.ts";

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

test.each([
  ["page=first", "'Expected type integer but found type string' on property page"],
  ["per_page=101", "'Value 101 is greater than maximum 100' on property per_page"],
  ["take=101", "'Value 101 is greater than maximum 100' on property take"],
  ["from=anywhere", "'Invalid checkpoint' on property from"],
])("a list's query that is invalid is rejected in the Management API's words: %s", async (query, message) => {
  const { call } = await newTenant();
  expect((await call("GET", `/clients?${query}`)).body).toMatchObject({
    statusCode: 400,
    message: `Query validation error: ${message}.`,
    errorCode: "invalid_query_string",
  });
});

test("a trigger that Auth0 does not have is rejected in the Management API's words", async () => {
  const { call } = await newTenant();
  const body = { name: "x", supported_triggers: [{ id: "pre-login", version: "v1" }] };
  expect((await call("POST", "/actions/actions", body)).body).toMatchObject({
    statusCode: 400,
    message: "Payload validation error: 'Unknown trigger' on property supported_triggers.0.id.",
    errorCode: "invalid_body",
  });
});

test.each([
  ["/logs/900", "Log not found", "log_not_found"],
  ["/branding/phone/providers/pro_1", "Provider not found", "provider_not_found"],
  ["/branding/phone/templates/tem_1", "Template not found", "template_not_found"],
])("what does not exist is named: %s", async (path, message, errorCode) => {
  const { call } = await newTenant();
  expect((await call("GET", path)).body).toMatchObject({ statusCode: 404, message, errorCode });
});
