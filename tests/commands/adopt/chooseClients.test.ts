import { expect, test } from "vitest";
import { chooseClients } from "../../../commands/adopt/chooseClients.ts";
import type { Wish } from "../../../commands/adopt/chooseClients.ts";
import type { Client } from "../../../tenant/readers/clients.ts";

const client = (clientId: string, name: string, appType: string | undefined = "spa") =>
  ({ clientId, name, appType }) as Client;
const shop = client("shop", "Shop");
const twin = client("twin", "Shop");
const blog = client("blog", "Blog");
const api = client("api", "API", "non_interactive");
const untyped = { ...client("none", "None"), appType: undefined } as Client;

/** The choice, if only these values are configured. */
const chosen = (clients: Client[], { configured = {}, ...wish }: Partial<Wish> = {}) =>
  chooseClients(clients, { ...wish, configured });

test.each<[string, Client[], Partial<Wish>, Client]>([
  ["the only one", [shop, api], {}, shop],
  ["the one whose id is given", [shop, blog], { clientIds: ["blog"] }, blog],
  ["the one whose name is given", [shop, blog], { names: ["Blog"] }, blog],
  ["the one that is configured", [shop, blog], { configured: { clientIds: ["blog"] } }, blog],
  ["the one whose name is configured", [shop, blog], { configured: { names: ["Blog"] } }, blog],
  [
    "the one that is named rather than configured",
    [shop, blog],
    { names: ["Shop"], configured: { clientIds: ["blog"] } },
    shop,
  ],
  ["the only one, though another name is configured", [shop], { configured: { names: ["Blog"] } }, shop],
])("%s", (_, clients, wish, client) => {
  expect(chosen(clients, wish)).toEqual({ kind: "chosen", clients: [client] });
});

test.each<[string, Client[], Partial<Wish>, Client[]]>([
  ["two of one name, when it is given", [shop, twin, blog], { names: ["Shop"] }, [shop, twin]],
  [
    "two of one name, when it is configured",
    [shop, twin, blog],
    { configured: { names: ["Shop"] } },
    [shop, twin],
  ],
  ["all, if none is specified", [shop, blog, api], {}, [shop, blog]],
])("asks for a choice: %s", (_, clients, wish, several) => {
  expect(chosen(clients, wish)).toEqual({ kind: "unclear", clients: several });
});

test("several applications can be passed or configured", () => {
  const both = { kind: "chosen", clients: [shop, blog] };
  const clients = [shop, blog, twin, api];
  expect(chosen(clients, { clientIds: ["shop", "blog", "shop"] })).toEqual(both);
  expect(chosen(clients, { configured: { clientIds: ["blog", "shop"] } })).toEqual(both);
  const configured = { clientIds: ["shop", "blog"] };
  expect(chosen(clients, { clientIds: ["twin"], configured })).toEqual({
    kind: "chosen",
    clients: [shop, blog, twin],
  });
  expect(chosen(clients, { names: ["Blog", "Shop"] })).toMatchObject({ kind: "unclear" });
  expect(chosen(clients, { clientIds: ["shop", "nobody"] })).toMatchObject({ kind: "wrong" });
});

test("no application is required", () => {
  expect(chosen([api])).toEqual({ kind: "chosen", clients: [] });
  expect(chosen([api], { configured: { names: ["API"] } })).toEqual({ kind: "chosen", clients: [] });
});

test.each<[Client[], Partial<Wish>, string]>([
  [[shop], { clientIds: ["nobody"] }, "there is no application with the client ID nobody"],
  [[api], { clientIds: ["api"] }, "API (api) is of type non_interactive, not a single-page application"],
  [[untyped], { clientIds: ["none"] }, "None (none) is of type none, not a single-page application"],
  [
    [shop, blog, api],
    { names: ["API"] },
    'there is no single-page application named "API"; the tenant has Shop (shop), Blog (blog)',
  ],
  [
    [shop, blog],
    { names: ["Nope"], foreign: new Map([["blog", "another stack registered it"]]) },
    'there is no single-page application named "Nope"; the tenant has Shop (shop), Blog (blog; another stack registered it)',
  ],
  [[api], { names: ["Shop"] }, 'there is no single-page application named "Shop"; the tenant has none'],
])("rejects a wrong choice: %j with %j", (clients, wish, why) => {
  expect(chosen(clients, wish)).toEqual({ kind: "wrong", why });
});
