import { expect, test } from "vitest";
import { clientRelease } from "../../../components/hooks/clients.ts";
import { ranOn } from "../../support/tenant/hookedTenant.ts";

const tagged = (client_id: string) => ({
  client_id,
  client_metadata: { "auth0-phone-mfa": "tag/spa", a: "b" },
});
const having = (...clients: object[]) => ({
  "GET /clients": { clients, total: clients.length, start: 0, limit: 100 },
});

test("an application that stays on the tenant loses the stack's tag, and only that", async () => {
  const answers = having(tagged("c0"), tagged("c1"), tagged("c2"));
  expect((await ranOn(clientRelease, answers, { id: "c1" })).writes).toEqual([
    'PATCH /clients/c1 {"client_metadata":{"auth0-phone-mfa":null}}',
  ]);
});

test.each([
  ["has no tag", [{ client_id: "c1", client_metadata: { a: "b" } }, tagged("c2")]],
  ["has no metadata", [{ client_id: "c1" }]],
  ["is gone", [tagged("c2")]],
])("one that %s is not written", async (_, clients) => {
  expect((await ranOn(clientRelease, having(...clients), { id: "c1" })).writes).toEqual([]);
});
