import type { ManagementClient } from "auth0";
import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

const postLogin = [{ id: "post-login" as const, version: "v3" }];
const code = "exports.onExecutePostLogin = async () => {};";

async function deployed(auth0: ManagementClient, name: string): Promise<string> {
  const { id = "" } = await auth0.actions.create({ name, supported_triggers: postLogin, code });
  await auth0.actions.get(id);
  await auth0.actions.deploy(id);
  return id;
}

describe("actions", () => {
  test("builds, then deploys: pending, built, and the version in use", async () => {
    const { auth0, call } = await newTenant();
    const action = await auth0.actions.create({ name: "A", supported_triggers: postLogin, code });
    expect(action).toMatchObject({
      status: "pending",
      runtime: "node22",
      all_changes_deployed: false,
      secrets: [],
    });
    const id = action.id ?? "";
    expect((await call("POST", `/actions/actions/${id}/deploy`)).body).toMatchObject({
      statusCode: 400,
      message: "A draft must be in the 'built' state before it can be deployed.",
    });
    expect((await auth0.actions.get(id)).status).toBe("built");
    expect(await auth0.actions.deploy(id)).toMatchObject({ deployed: false, number: 1 });
    expect(await auth0.actions.get(id)).toMatchObject({
      all_changes_deployed: true,
      deployed_version: { deployed: true, number: 1 },
    });
  });

  test("takes longer with packages, and fails for an unavailable package", async () => {
    const { auth0, call } = await newTenant();
    const statuses = async (name: string): Promise<unknown[]> => {
      const dependencies = [{ name, version: "1.0.0" }];
      const { id = "" } = await auth0.actions.create({
        name,
        supported_triggers: postLogin,
        code,
        dependencies,
      });
      const seen: unknown[] = [];
      for (let read = 0; read < 12; read += 1) {
        seen.push(((await call("GET", `/actions/actions/${id}`)).body as { status: string }).status);
      }
      return seen;
    };
    expect(new Set(await statuses("lodash"))).toEqual(new Set(["building", "built"]));
    expect((await statuses("crypto")).at(-1)).toBe("failed");
  });

  test.each([
    ["no package", [], 1, "built"],
    ["a package", [{ name: "lodash", version: "1.0.0" }], 5, "built"],
    ["a package that can't be had", [{ name: "fs", version: "1.0.0" }], 10, "failed"],
  ])("progresses with time alone, with %s", async (_, dependencies, seconds, end) => {
    const { auth0, call, tenant } = await newTenant();
    const action = { name: "A", supported_triggers: postLogin, code, dependencies };
    const { id = "" } = await auth0.actions.create(action);
    const deploy = async () => (await call("POST", `/actions/actions/${id}/deploy`)).status;
    const listed = async () => (await auth0.actions.list()).data[0]?.status;
    tenant.advanceClock(seconds - 1);
    expect([await deploy(), (await listed()) === end]).toEqual([400, false]);
    tenant.advanceClock(1);
    expect([await listed(), await deploy()]).toEqual([end, end === "built" ? 200 : 400]);
    // A change starts a new build.
    await auth0.actions.update(id, { code: `${code} ` });
    expect([await listed(), await deploy()]).toEqual(["pending", 400]);
  });

  test("never returns secret values", async () => {
    const { auth0, call } = await newTenant();
    const { id = "" } = await auth0.actions.create({
      name: "A",
      supported_triggers: postLogin,
      code,
      secrets: [{ name: "TOKEN", value: "s3cr3t-value" }],
    });
    await auth0.actions.update(id, {
      secrets: [{ name: "OTHER", value: "s3cr3t-value" }, { name: "TOKEN" }],
    });
    const answers = [
      await call("GET", `/actions/actions/${id}`),
      await call("GET", "/actions/actions"),
      await call("GET", "/sandbox/state"),
    ];
    expect(JSON.stringify(answers)).not.toContain("s3cr3t-value");
    expect(answers[0]?.body).toMatchObject({ secrets: [{ name: "TOKEN" }, { name: "OTHER" }] });
  });

  test.each([
    ["code", { code: "x".repeat(100_001) }],
    ["secret name", { secrets: [{ name: "x".repeat(129), value: "y" }] }],
    ["secret value", { secrets: [{ name: "x", value: "y".repeat(4097) }] }],
    ["trigger", { supported_triggers: [{ id: "no-such", version: "v1" }] }],
  ])("rejects a %s beyond the limits", async (_, change) => {
    const { call } = await newTenant();
    const answer = await call("POST", "/actions/actions", {
      name: "A",
      supported_triggers: postLogin,
      code,
      ...change,
    });
    expect(answer.body).toMatchObject({ statusCode: 400, errorCode: "invalid_body" });
  });

  test("allows only one Action that sends phone messages", async () => {
    const { call } = await newTenant();
    const body = { name: "A", supported_triggers: [{ id: "custom-phone-provider", version: "v1" }], code };
    expect((await call("POST", "/actions/actions", body)).status).toBe(201);
    expect((await call("POST", "/actions/actions", body)).body).toMatchObject({
      statusCode: 403,
      errorCode: "actions_cardinality_custom_phone_provider_not_allowed",
    });
  });

  test("rolls back to an older version by creating a new one", async () => {
    const { auth0 } = await newTenant();
    const id = await deployed(auth0, "A");
    const first = (await auth0.actions.get(id)).deployed_version?.id ?? "";
    await auth0.actions.update(id, { code: "// second" });
    await auth0.actions.get(id);
    await auth0.actions.deploy(id);
    await auth0.actions.versions.deploy(id, first);
    const { deployed_version: version } = await auth0.actions.get(id);
    expect(version).toMatchObject({ number: 3, code });
    expect((await auth0.actions.versions.list(id)).data).toHaveLength(3);
  });
});

describe("trigger bindings", () => {
  test("keeps the given order, and omits total on a page past the end", async () => {
    const { auth0, call } = await newTenant();
    const [one, two] = [await deployed(auth0, "one"), await deployed(auth0, "two")];
    await auth0.actions.triggers.bindings.updateMany("post-login", {
      bindings: [two, one].map((value) => ({
        display_name: value,
        ref: { type: "action_id" as const, value },
      })),
    });
    const first = (await call("GET", "/actions/triggers/post-login/bindings?page=0&per_page=100")).body;
    expect(first).toMatchObject({
      total: 2,
      per_page: 100,
      bindings: [{ display_name: two }, { display_name: one }],
    });
    expect((await call("GET", "/actions/triggers/post-login/bindings?page=1&per_page=100")).body).toEqual({
      bindings: [],
      page: 1,
      per_page: 100,
    });
  });

  test("rejects deleting a bound Action and binding one that isn't deployed", async () => {
    const { auth0, call } = await newTenant();
    const id = await deployed(auth0, "one");
    const bind = async (value: string): Promise<number> =>
      (
        await call("PATCH", "/actions/triggers/post-login/bindings", {
          bindings: [{ ref: { type: "action_id", value } }],
        })
      ).status;
    expect(await bind(id)).toBe(200);
    expect((await call("DELETE", `/actions/actions/${id}`)).body).toMatchObject({
      statusCode: 409,
      message: "Unable to delete an action bound to a trigger.",
    });
    const draft = await auth0.actions.create({ name: "draft", supported_triggers: postLogin, code });
    expect(await bind(draft.id ?? "")).toBe(400);
    expect(await call("DELETE", `/actions/actions/${id}?force=true`)).toMatchObject({ status: 204 });
  });

  test.each(["custom-token-exchange", "event-stream", "custom-email-provider", "custom-phone-provider"])(
    "can neither be listed nor set for %s, which Auth0 binds itself",
    async (trigger) => {
      const { call } = await newTenant();
      const path = `/actions/triggers/${trigger}/bindings`;
      for (const answer of [await call("GET", path), await call("PATCH", path, { bindings: [] })])
        expect(answer.body).toMatchObject({
          statusCode: 400,
          message: "cannot list action bindings for an entity-bound trigger",
        });
    },
  );

  test("are listed for each trigger, with its version and who binds it", async () => {
    const { call } = await newTenant();
    const { body } = await call("GET", "/actions/triggers");
    const { triggers } = body as { triggers: { id: string; version: string; binding_policy: string }[] };
    expect(triggers.map(({ id, version, binding_policy }) => [id, version, binding_policy])).toEqual([
      ["post-login", "v3", "trigger-bound"],
      ["credentials-exchange", "v2", "trigger-bound"],
      ["pre-user-registration", "v2", "trigger-bound"],
      ["post-user-registration", "v2", "trigger-bound"],
      ["post-change-password", "v2", "trigger-bound"],
      ["send-phone-message", "v2", "trigger-bound"],
      ["password-reset-post-challenge", "v1", "trigger-bound"],
      ["login-post-identifier", "v1", "trigger-bound"],
      ["signup-post-identifier", "v1", "trigger-bound"],
      ["custom-token-exchange", "v1", "entity-bound"],
      ["event-stream", "v1", "entity-bound"],
      ["password-hash-migration", "v1", "trigger-bound"],
      ["custom-email-provider", "v1", "entity-bound"],
      ["custom-phone-provider", "v1", "entity-bound"],
    ]);
  });
});
