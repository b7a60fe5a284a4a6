import { expect, test } from "vitest";
import { chooseClient } from "../../../commands/adopt/chooseClient.ts";
import type { Wish } from "../../../commands/adopt/chooseClient.ts";
import type { Client } from "../../../tenant/readers/clients.ts";

const client = (clientId: string, name: string, appType: string | undefined = "spa") =>
  ({ clientId, name, appType }) as Client;
const shop = client("shop", "Shop");
const twin = client("twin", "Shop");
const blog = client("blog", "Blog");
const api = client("api", "API", "non_interactive");
const untyped = { ...client("none", "None"), appType: undefined } as Client;

/** What is chosen, with nothing in the configuration but what is said. */
const chosen = (clients: Client[], { clientId, name, configured = {} }: Partial<Wish> = {}) =>
  chooseClient(clients, { clientId, name, configured });

test.each<[string, Client[], Partial<Wish>, Client]>([
  ["the only one", [shop, api], {}, shop],
  ["the one whose id is given", [shop, blog], { clientId: "blog" }, blog],
  ["the one whose name is given", [shop, blog], { name: "Blog" }, blog],
  ["the one that is configured", [shop, blog], { configured: { clientId: "blog" } }, blog],
  ["the one whose name is configured", [shop, blog], { configured: { name: "Blog" } }, blog],
  [
    "the one that is named rather than configured",
    [shop, blog],
    { name: "Shop", configured: { clientId: "blog" } },
    shop,
  ],
  ["the only one, though another name is configured", [shop], { configured: { name: "Blog" } }, shop],
])("%s", (_, clients, wish, client) => {
  expect(chosen(clients, wish)).toEqual({ kind: "one", client });
});

test.each<[string, Client[], Partial<Wish>, Client[]]>([
  ["two of one name, when it is given", [shop, twin, blog], { name: "Shop" }, [shop, twin]],
  [
    "two of one name, when it is configured",
    [shop, twin, blog],
    { configured: { name: "Shop" } },
    [shop, twin],
  ],
  ["all, when nothing is said", [shop, blog, api], {}, [shop, blog]],
])("%s, could be meant", (_, clients, wish, several) => {
  expect(chosen(clients, wish)).toEqual({ kind: "several", clients: several });
});

test("there may be none", () => {
  expect(chosen([api])).toEqual({ kind: "none" });
  expect(chosen([api], { configured: { name: "API" } })).toEqual({ kind: "none" });
});

test.each<[Client[], Partial<Wish>, string]>([
  [[shop], { clientId: "nobody" }, "there is no application with the client id nobody"],
  [[api], { clientId: "api" }, "API (api) is of type non_interactive, not a single-page application"],
  [[untyped], { clientId: "none" }, "None (none) is of type none, not a single-page application"],
  [
    [shop, blog, api],
    { name: "API" },
    'there is no single-page application named "API"; there are Shop (shop), Blog (blog)',
  ],
  [[api], { name: "Shop" }, 'there is no single-page application named "Shop"; there are none'],
])("%j with %j can't be", (clients, wish, why) => {
  expect(chosen(clients, wish)).toEqual({ kind: "wrong", why });
});
