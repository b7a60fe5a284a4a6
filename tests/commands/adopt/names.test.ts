import { expect, test } from "vitest";
import { declaredIn, namedClients, registeredNames } from "../../../commands/adopt/names.ts";
import type { Client } from "../../../tenant/readers/clients.ts";

const client = (clientId: string, name: string) => ({ clientId, name }) as Client;
const named = (clients: Client[], configured = {}) =>
  namedClients(clients, configured).map(({ name, client: { clientId } }) => [clientId, name]);

test("a single application is named spa", () => {
  expect(named([client("a", "Shop")])).toEqual([["a", "spa"]]);
  expect(named([])).toEqual([]);
});

test("several applications get unique names derived from their own", () => {
  expect(
    named([client("a", "My Shop (prod)"), client("b", "my shop: PROD"), client("c", "42 \u{1F6D2}")]),
  ).toEqual([
    ["a", "my-shop-prod"],
    ["b", "my-shop-prod-2"],
    ["c", "app"],
  ]);
  const [[, long = ""] = []] = named([client("a", "x-".repeat(40)), client("b", "B")]);
  expect(long).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
});

test("an application with a configured name keeps it, and no other application gets that name", () => {
  expect(named([client("a", "Blog")], { a: "shop" })).toEqual([["a", "shop"]]);
  expect(named([client("b", "Shop"), client("a", "Blog")], { a: "shop" })).toEqual([
    ["b", "shop-2"],
    ["a", "shop"],
  ]);
});

test("the stack's own applications are known by their marks, and declared in the stack file", () => {
  const marked = [
    { ...client("a", "A"), ownershipMark: "tag/spa" },
    { ...client("b", "B"), ownershipMark: "other/spa" },
    { ...client("c", "C"), ownershipMark: undefined },
  ];
  expect(registeredNames(marked, "tag")).toEqual({ a: "spa" });
  expect(registeredNames(marked, undefined)).toEqual({});
  expect(declaredIn({ appName: "App", sender: "twilio" }, "spa")).toMatchObject({ appName: "App" });
  expect(declaredIn({ appName: "App", sender: "twilio" }, "spa")).not.toHaveProperty("sender");
  expect(declaredIn({ applications: { shop: { appName: "Shop" } } }, "shop")).toEqual({ appName: "Shop" });
});
