import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { InvalidArguments } from "../../../../sandbox/plugins/bridge/errors.ts";
import { textArguments } from "../../../../sandbox/plugins/bridge/functions/arguments.ts";
import { getAction } from "../../../../sandbox/plugins/auth0/functions/getAction.ts";
import { getClient } from "../../../../sandbox/plugins/auth0/functions/getClient.ts";
import { getTenant } from "../../../../sandbox/plugins/auth0/functions/getTenant.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { fakeApi, forbidden } from "./fakeApi.ts";

const draft: Properties = {
  id: "act_1",
  name: "send it",
  supported_triggers: [{ id: "custom-phone-provider", version: "v1" }],
  code: "new",
  dependencies: [
    { name: "axios", version: "1.0.0" },
    { name: "lodash", version: "4.17.21" },
  ],
  runtime: "node18-actions",
  secrets: [{ name: "TOKEN", updated_at: "2026-01-01T00:00:00Z" }],
  status: "built",
};
const deployed = { ...draft, deployed_version: { id: "ver_1", code: "old", deployed: true } };
const byName = "GET /actions/actions?actionName=send+it&per_page=50";

// Each response of getAction was recorded from the official plugin over gRPC.
describe("getAction", () => {
  test("returns a draft without the names of its secrets and without a version", async () => {
    const api = fakeApi({ [byName]: { actions: [draft], total: 1 } });
    expect(await getAction(api, { name: "send it" })).toEqual({
      id: "act_1",
      name: "send it",
      supportedTriggers: [{ id: "custom-phone-provider", version: "v1" }],
      code: "new",
      dependencies: [
        { name: "lodash", version: "4.17.21" },
        { name: "axios", version: "1.0.0" },
      ],
      modules: [],
      runtime: "node18",
      secrets: [],
    });
  });

  test("returns the draft's code although an older version runs", async () => {
    const api = fakeApi({ "GET /actions/actions/act_1": deployed });
    const found = await getAction(api, { id: "act_1", name: "another" });
    expect(found).toMatchObject({ code: "new", versionId: "ver_1" });
  });

  test.each([[[]], [[draft, deployed]]])("finds none unless the tenant has exactly one", async (actions) => {
    const api = fakeApi({ [byName]: { actions } });
    await expect(getAction(api, { name: "send it" })).rejects.toThrow(
      'No action found with "name" = "send it"',
    );
  });

  test("distinguishes a rejection from a missing Action, and escapes the ID", async () => {
    const api = fakeApi({ [byName]: forbidden });
    await expect(getAction(api, { name: "send it" })).rejects.toThrow("403 Forbidden");
    await expect(getAction(api, { id: "a b/c?d" })).rejects.toThrow("404 Not Found");
    expect(api.calls.at(-1)).toBe("GET /actions/actions/a%20b%2Fc%3Fd");
  });
});

describe("getClient", () => {
  const page = (at: number) => `GET /clients?include_totals=true&page=${at}&per_page=100`;
  const found = { client_id: "abc", name: "App" };

  test("finds an application by its name on any page", async () => {
    const api = fakeApi({
      [page(0)]: { clients: [], start: 0, limit: 100, total: 101 },
      [page(1)]: { clients: [found], start: 100, limit: 100, total: 101 },
    });
    expect(await getClient(api, { name: "App" })).toMatchObject({ id: "abc", name: "App" });
  });

  test.each([
    [{}, "One of 'client_id' or 'name' is required."],
    [{ name: "Other" }, 'No client found with "name" = "Other"'],
  ])("finds none for %j", async (args, message) => {
    const api = fakeApi({ [page(0)]: { clients: [found], start: 0, limit: 100, total: 1 } });
    await expect(getClient(api, args)).rejects.toThrow(new Error(message));
  });
});

describe("a data source's arguments", () => {
  test("are all rejected at once", () => {
    const check = (args: Properties): string[] => {
      try {
        textArguments(args, ["id", "name"], { needsOne: true });
      } catch (thrown) {
        return thrown instanceof InvalidArguments ? thrown.failures : [];
      }
      return [];
    };
    expect(check({ foo: 1, id: null })).toEqual([
      '[id] Missing required argument: "id": one of `id,name` must be specified',
      '[name] Missing required argument: "name": one of `id,name` must be specified',
      "[foo] Invalid or unknown key",
    ]);
    expect(check({ id: {}, name: [] })).toEqual([
      "[id] Attribute must be a single value, not a map",
      "[name] Attribute must be a single value, not a list",
    ]);
    expect(check({ name: "" })).toEqual([]);
  });

  test("are converted to strings", () => {
    expect(textArguments({ name: 1.5 }, ["name"])).toEqual({ name: "1.5" });
  });
});

describe("getTenant", () => {
  const prompt = "skip_non_verifiable_callback_uri_confirmation_prompt";

  test.each<[string, Properties, Properties]>([
    [
      "nothing",
      {},
      {
        domain: "localhost",
        managementApiIdentifier: "https://localhost:8443/api/v2/",
        phoneConsolidatedExperience: false,
        sessionLifetime: 168,
        skipNonVerifiableCallbackUriConfirmationPrompt: "null",
      },
    ],
    [
      "the unified phone experience",
      { phone_consolidated_experience: true },
      { phoneConsolidatedExperience: true },
    ],
    ["a lifetime of its own", { session_lifetime: 1 }, { sessionLifetime: 1, idleSessionLifetime: 72 }],
    [
      "that a prompt is skipped",
      { [prompt]: true },
      { skipNonVerifiableCallbackUriConfirmationPrompt: "true" },
    ],
    [
      "none of the settings that are lists of at most one",
      {},
      { defaultTokenQuotas: [], errorPages: [], flags: [], sessionCookies: [{}] },
    ],
    [
      "these settings",
      {
        default_token_quota: { clients: {} },
        error_page: { html: "<p>", show_log_link: true },
        session_cookie: { mode: "persistent" },
      },
      {
        defaultTokenQuotas: [expect.anything()],
        errorPages: [expect.objectContaining({ html: "<p>", showLogLink: true })],
        sessionCookies: [{ mode: "persistent" }],
      },
    ],
    [
      "that it is not skipped",
      { [prompt]: false },
      { skipNonVerifiableCallbackUriConfirmationPrompt: "false" },
    ],
  ])("of a tenant with %s", async (_, settings, expected) => {
    const api = fakeApi({ "GET /tenants/settings": settings });
    expect(await getTenant(api, {})).toMatchObject(expected);
  });

  test("has the flags of the official SDK", async () => {
    const types = readFileSync(
      createRequire(import.meta.url).resolve("@pulumi/auth0/types/output.d.ts"),
      "utf8",
    );
    const [, declared = ""] = /interface GetTenantFlag \{([^}]*)\}/.exec(types) ?? [];
    const names = [...declared.matchAll(/^ {4}(\w+): boolean;$/gm)].map(([, name]) => name);
    const { flags } = await getTenant(fakeApi({ "GET /tenants/settings": { flags: {} } }), {});
    expect(Object.keys((flags as Properties[])[0] ?? {}).sort()).toEqual(names.sort());
  });
});
