import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

describe("connections", () => {
  test("gives a database connection its default options and hides nothing of them", async () => {
    const { auth0 } = await newTenant();
    const connection = await auth0.connections.create({ name: "Users", strategy: "auth0" });
    expect(connection).toMatchObject({
      options: { passwordPolicy: "good", brute_force_protection: true, strategy_version: 2 },
      realms: ["Users"],
      is_domain_connection: false,
      enabled_clients: [],
    });
    expect(connection.id).toMatch(/^con_[A-Za-z0-9]{16}$/);
  });

  test("replaces options on update, but for those that stick", async () => {
    const { auth0 } = await newTenant();
    const { id = "" } = await auth0.connections.create({
      name: "Users",
      strategy: "auth0",
      options: { requires_username: true, disable_signup: true },
    });
    const after = await auth0.connections.update(id, { options: { brute_force_protection: false } });
    expect(after.options).toEqual({
      brute_force_protection: false,
      authentication_methods: {
        passkey: { enabled: false },
        password: { enabled: true, api_behavior: "required" },
      },
      passkey_options: {
        challenge_ui: "both",
        local_enrollment_enabled: true,
        progressive_enrollment_enabled: true,
      },
    });
  });

  test("answers some members whatever fields ask for", async () => {
    const { auth0, call } = await newTenant();
    const { id = "" } = await auth0.connections.create({ name: "Users", strategy: "auth0" });
    const { body } = await call("GET", `/connections/${id}?fields=strategy%2Cname&include_fields=true`);
    expect(Object.keys(body as object).sort()).toEqual([
      "authentication",
      "connected_accounts",
      "id",
      "is_domain_connection",
      "name",
      "strategy",
    ]);
  });

  test("lists enabled clients by checkpoint and changes them one by one", async () => {
    const { auth0, call, tenant } = await newTenant();
    const id = tenant.state.connections[0]?.id ?? "";
    const ids: string[] = [];
    for (const name of ["a", "b", "c"]) ids.push((await auth0.clients.create({ name })).client_id ?? "");
    const first = await auth0.connections.clients.get(id, { take: 2 });
    expect(first.data.map(({ client_id }) => client_id)).toEqual(ids.slice(0, 2));
    expect(first.hasNextPage()).toBe(true);
    expect((await first.getNextPage()).data.map(({ client_id }) => client_id)).toEqual(ids.slice(2));
    const change = await call("PATCH", `/connections/${id}/clients`, [{ client_id: ids[1], status: false }]);
    expect(change.status).toBe(204);
    expect(tenant.state.connections[0]?.enabled_clients).toEqual([ids[0], ids[2]]);
  });

  test("deletes in the background: 202 and the hour, then 404", async () => {
    const { call, tenant } = await newTenant();
    const id = tenant.state.connections[0]?.id ?? "";
    const { status, body } = await call("DELETE", `/connections/${id}`);
    expect(status).toBe(202);
    expect(body).toHaveProperty("deleted_at");
    expect((await call("GET", `/connections/${id}`)).body).toMatchObject({
      errorCode: "inexistent_connection",
    });
  });

  test.each([
    [
      { attributes: { email: { identifier: { active: false } } } },
      "attributes must contain one active identifier",
    ],
    [
      { attributes: { email: { identifier: { active: true } } }, validation: {} },
      "Cannot set both options.attributes and options.validation",
    ],
    [
      { attributes: { phone_number: { identifier: { active: true }, signup: { status: "inactive" } } } },
      "attribute phone_number must also be required on signup",
    ],
  ])("refuses options that contradict each other: %#", async (options, message) => {
    const { call } = await newTenant();
    const answer = await call("POST", "/connections", { name: "Users", strategy: "auth0", options });
    expect(answer.body).toMatchObject({ statusCode: 400, message });
  });
});
