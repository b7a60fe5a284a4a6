import { expect, test } from "vitest";
import { OidcStore } from "../../../../sandbox/auth0/oidc/store.ts";
import { newTenant } from "../support.ts";

test("a cleared store has no session, code or token, regardless of the lookup", async () => {
  const store = new OidcStore((await newTenant()).tenant);
  const kinds = ["AccessToken", "AuthorizationCode", "RefreshToken", "Session"];
  for (const kind of kinds)
    await store.adapter(kind).upsert("id", { kind, grantId: "grant", uid: "uid" }, 600);
  const all = () =>
    Promise.all([
      ...kinds.map((kind) => store.adapter(kind).find("id")),
      store.adapter("Session").findByUid("uid"),
    ]);
  expect((await all()).map((payload) => payload?.kind)).toEqual([...kinds, "Session"]);
  store.clear();
  expect(await all()).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
