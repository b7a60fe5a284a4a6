import { describe, expect, test } from "vitest";
import { neededChanges } from "../../../commands/adopt/neededChanges.ts";
import { otherOwners } from "../../../commands/userStack/otherOwners.ts";
import type { Client } from "../../../tenant/readers/clients.ts";

const domain = "acme.eu.auth0.com";
const client = (clientId: string, ownershipMark?: string) =>
  ({ clientId, name: `App ${clientId}`, ownershipMark }) as Client;
const stack = (name: string, config: Record<string, unknown>) => ({ name, config });
const shared = ["sender", "messages", "factor", "policy"];

describe("other owners of a tenant's parts", () => {
  test("a stack file with the same domain owns the parts that it manages, by default all but the application", () => {
    const found = (config: Record<string, unknown>) =>
      otherOwners(domain, { stacks: [stack("mfa", config)], clients: [] });
    const all = found({ "auth0:domain": "ACME.eu.auth0.com" });
    expect(Object.keys(all.partReasons)).toEqual(shared);
    expect(all.partReasons.policy).toBe('stack "mfa" of this project manages it');
    expect(all.certain).toEqual(all.partReasons);
    expect(all.doubt).toBeUndefined();
    const some = found({ "auth0:domain": domain, manage: ["application", "policy"] });
    expect(Object.keys(some.partReasons)).toEqual(["policy"]);
  });

  test("a stack file for the same tenant that manages nothing leaves every part to adopt", () => {
    const stacks = [stack("app", { "auth0:domain": domain, manage: [] })];
    expect(otherOwners(domain, { stacks, clients: [] })).toMatchObject({ partReasons: {}, doubt: undefined });
  });

  test.each([
    ["another domain", { "auth0:domain": "other.eu.auth0.com" }],
    ["no domain", {}],
    ["an encrypted domain", { "auth0:domain": { secure: "v1:…" } }],
  ])("a stack file with %s claims no part, and the report expresses the doubt", (_, config) => {
    const { partReasons, doubt } = otherOwners(domain, { stacks: [stack("dev", config)], clients: [] });
    expect(partReasons).toEqual({});
    expect(doubt).toMatch(/may still manage parts of it\.$/);
  });

  test("an application that another stack registered reveals that stack", () => {
    const clients = [client("a"), client("b", "their-tag/spa"), client("c", "own-tag/spa")];
    const found = otherOwners(domain, { stacks: [], clients, ownTag: "own-tag" });
    const { partReasons, certain, clientReasons, doubt } = found;
    expect(certain).toEqual({});
    expect([...clientReasons]).toEqual([["b", "another stack registered it"]]);
    expect(Object.keys(partReasons)).toEqual(shared);
    expect(partReasons.sender).toBe("another stack registered the application App b and may manage this");
    expect(doubt).toBeUndefined();
  });

  test("without a deployed stack of its own, every registered application counts as another stack's", () => {
    const { clientReasons } = otherOwners(domain, { stacks: [], clients: [client("a", "tag/spa")] });
    expect([...clientReasons.keys()]).toEqual(["a"]);
  });

  test.each<[Record<string, unknown>, string[]]>([
    [{ existingClientId: "abc" }, ["abc"]],
    [{ existingClientId: "abc", manageUrls: false }, ["abc"]],
    [{ existingClientId: "abc", manage: ["application"] }, ["abc"]],
    [{ existingClientId: "abc", manage: ["policy"] }, []],
    [{ existingClientId: "" }, []],
    [{ applications: { a: { existingClientId: "abc" }, b: { appName: "B" }, c: null } }, ["abc"]],
    [{ applications: '{"a":{"existingClientId":"abc"}}' }, ["abc"]],
    [{ applications: "abc" }, []],
  ])("a stack file with %j manages the applications %j", (config, ids) => {
    const stacks = [stack("dev", { "auth0:domain": domain, ...config })];
    const { clientReasons } = otherOwners(domain, { stacks, clients: [client("abc", "tag/spa")] });
    const named = [...clientReasons].filter(([, why]) => why === 'stack "dev" of this project manages it');
    expect(named.map(([id]) => id)).toEqual(ids);
  });
});

describe("the configuration to write", () => {
  const defaults = { delivery: ["sms"], mfaPolicy: "always" };

  test.each([
    ["a default that the file does not repeat", { mfaPolicy: "always" }, {}, {}],
    ["a value that the file has", { delivery: ["voice"] }, { delivery: ["voice"] }, {}],
    ["another value", { mfaPolicy: "never" }, {}, { mfaPolicy: "never" }],
    [
      "a default in place of the file's value",
      { mfaPolicy: "always" },
      { mfaPolicy: "never" },
      { mfaPolicy: "always" },
    ],
    ["a key to take away", { appName: undefined }, { appName: "X" }, { appName: undefined }],
    ["a key to take away that is not there", { appName: undefined }, {}, {}],
  ])("%s", (_, wanted, own, needed) => {
    expect(neededChanges(wanted, { own, defaults })).toEqual(needed);
  });
});
