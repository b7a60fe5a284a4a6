import { expect, test } from "vitest";
import { parsePreview } from "../../../preview/parsePreview.ts";
import { changesIn } from "../../../commands/adopt/command/preview.ts";

const urnOf = (type: string, name: string) =>
  `urn:pulumi:dev::auth0-phone-mfa::auth0-phone-mfa:index:PhoneMfa$${type}::${name}`;
const guardian = urnOf("auth0:index/guardian:Guardian", "mfa");
const stash = (name: string) => urnOf("pulumi:index:Stash", name);

const changes = (...steps: object[]) => changesIn(parsePreview(JSON.stringify({ steps })));

test("reads, imports and the program's own records count as no change", () => {
  expect(
    changes(
      ...["same", "read", "refresh", "import"].map((op) => ({ op, urn: guardian })),
      ...["tenant", "spa-registration", "sender-credentials"].map((name) => ({
        op: "create",
        urn: stash(name),
      })),
    ),
  ).toEqual([]);
});

test.each<[string, object, string]>([
  ["a resource that would be made", { op: "create", urn: guardian }, "create Guardian mfa"],
  [
    "one that would be changed, by what of it",
    { op: "update", urn: guardian, detailedDiff: { "phone.enabled": { kind: "update" } } },
    "update Guardian mfa (phone.enabled)",
  ],
  [
    "a Stash that is not the program's own",
    { op: "create", urn: stash("surprise") },
    "create Stash surprise",
  ],
  [
    "code, regardless of its name",
    { op: "create", urn: urnOf("pulumi-nodejs:dynamic:Resource", "tenant") },
    "create Resource tenant",
  ],
])("%s is reported", (_, step, told) => {
  expect(changes(step)).toEqual([told]);
});
