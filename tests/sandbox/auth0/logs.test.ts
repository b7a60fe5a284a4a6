import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";
import { TenantLog } from "../../../sandbox/auth0/logs/tenantLog.ts";

describe("the tenant's log", () => {
  test("is listed newest first, by page, by type and user, and from an event", async () => {
    const { auth0, call, log } = await newTenant();
    for (const name of ["ada", "grace", "ada"]) log.write("s", { user_name: name });
    log.write("fp", { user_name: "ada" });
    const newest = await auth0.logs.list();
    expect(newest.data.map(({ type }) => type)).toEqual(["fp", "s", "s", "s"]);
    const failed = await auth0.logs.list({ page: 0, per_page: 2, sort: "date:1" });
    expect(failed.data).toHaveLength(2);
    const [first] = failed.data;
    expect((await auth0.logs.get(first?.log_id ?? "")).description).toBe("Success Login");
    const after = (await call("GET", `/logs?from=${first?.log_id ?? ""}&take=2`)).body as {
      user_name: string;
    }[];
    expect(after.map(({ user_name }) => user_name)).toEqual(["grace", "ada"]);
  });

  test("understands field:value, AND and OR", async () => {
    const { call, log } = await newTenant();
    log.write("s", { user_name: "ada" });
    log.write("fp", { user_name: "ada" });
    log.write("s", { user_name: "grace" });
    const types = async (q: string) =>
      ((await call("GET", `/logs?q=${encodeURIComponent(q)}`)).body as { type: string }[]).map(
        ({ type }) => type,
      );
    expect(await types("type:s")).toEqual(["s", "s"]);
    expect(await types('type:s AND user_name:"ada"')).toEqual(["s"]);
    expect(await types("type:fp OR user_name:grace")).toEqual(["s", "fp"]);
    expect(await types("type:nothing")).toEqual([]);
  });

  test("keeps a bounded number of events, the newest", () => {
    const log = new TenantLog(() => new Date(0));
    for (let count = 0; count < 45_000; count += 1) log.write("s", { user_name: String(count) });
    expect(log.all().length).toBeLessThanOrEqual(22_000);
    expect(log.all().at(-1)).toMatchObject({ user_name: "44999", date: "1970-01-01T00:00:00.000Z" });
  });
});

describe("an administrator of a user's second factor", () => {
  test("sees the phones, masked, and resets them along with the remembered browsers", async () => {
    const { auth0, call, tenant } = await newTenant();
    const user = await auth0.users.create({
      connection: "Username-Password-Authentication",
      email: "ada@example.com",
      password: "Correct-horse-7",
    });
    const id = user.user_id ?? "";
    const now = tenant.now().toISOString();
    tenant.state.phoneAuthenticators.push({
      id: "sms|dev_abc",
      user_id: id,
      phone_number: "+14155552671",
      channel: "sms",
      created_at: now,
    });
    tenant.state.recoveryCodes.push({ user_id: id, hash: "x", created_at: now });
    tenant.state.browsers.push({
      hash: "h",
      user_id: id,
      credentials: "c",
      seen_at: now,
      remembered_at: now,
    });
    expect((await call("GET", `/users/${encodeURIComponent(id)}/enrollments`)).body).toEqual([
      expect.objectContaining({ id: "dev_abc", status: "confirmed", name: "XXXXXXX2671" }),
    ]);
    expect((await call("DELETE", "/guardian/enrollments/dev_abc")).status).toBe(204);
    expect((await call("DELETE", "/guardian/enrollments/dev_abc")).body).toMatchObject({
      statusCode: 404,
      message: "Enrollment not found",
      errorCode: "enrollment_not_found",
    });
    expect(tenant.state.phoneAuthenticators).toEqual([]);
    expect(tenant.state.recoveryCodes).toEqual([]);
    expect(tenant.state.browsers[0]?.remembered_at).toBeNull();
    const forget = `/users/${encodeURIComponent(id)}/multifactor/actions/invalidate-remember-browser`;
    expect((await call("POST", forget, {})).status).toBe(204);
    expect(tenant.state.browsers).toEqual([]);
  });
});
