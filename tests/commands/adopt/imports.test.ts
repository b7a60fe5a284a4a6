import { expect, test } from "vitest";
import type { ImportEntry } from "../../../commands/adopt/imports.ts";
import { withIds } from "../../../commands/adopt/imports.ts";
import { types } from "../../../findings/PartFinding.ts";

const spa = { type: types.client, name: "spa", id: "cli_1" };

test.each<[string, ImportEntry, ImportEntry[]]>([
  ["a resource gets its id", { type: types.client, name: "spa" }, [spa]],
  [
    "a resource that the file renames gets its id too",
    { type: types.client, name: "spa0", logicalName: "spa" },
    [{ ...spa, name: "spa0", logicalName: "spa" }],
  ],
  [
    "a component stays, without one: it is the parent of what is imported",
    { type: "auth0-phone-mfa:index:SpaClient", name: "spa", component: true },
    [{ type: "auth0-phone-mfa:index:SpaClient", name: "spa", component: true }],
  ],
  ["what is not Auth0's is left out", { type: "pulumi:index:Stash", name: "spa" }, []],
])("%s", (_, entry, entries) => {
  expect(withIds([entry], [spa])).toEqual({ entries, missing: [] });
});

test("lists what the tenant does not have, by its name in the program", () => {
  const entries = [
    { type: types.guardian, name: "spa" },
    { type: types.client, name: "spa0", logicalName: "shop" },
  ];
  expect(withIds(entries, [spa])).toEqual({ entries, missing: ["Guardian spa", "Client shop"] });
});
