import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";
import type { EventType } from "../../../sandbox/auth0/logs/eventTypes.ts";
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

  // [deploy-monitor/logs/log-event-type-codes]
  test("describes each type of event in Auth0's words", async () => {
    const descriptions: Record<EventType, string> = {
      s: "Success Login",
      f: "Failed Login",
      fp: "Failed Login (Incorrect Password)",
      fu: "Failed Login (Invalid Email/Username)",
      w: "Warnings During Login",
      ss: "Success Signup",
      fs: "Failed Signup",
      slo: "Success Logout",
      flo: "Failed Logout",
      ssa: "Success Silent Auth",
      fsa: "Failed Silent Auth",
      fco: "Failed by CORS",
      seacft: "Success Exchange of Authorization Code for Access Token",
      feacft: "Failed Exchange of Authorization Code for Access Token",
      sertft: "Success Exchange of Refresh Token for Access Token",
      fertft: "Failed Exchange of Refresh Token for Access Token",
      ferrt: "Failed Exchange of Rotating Refresh Token",
      sepft: "Success Exchange of Password for Access Token",
      fepft: "Failed Exchange of Password for Access Token",
      seoobft: "Success Exchange of Password and OOB Challenge for Access Token",
      feoobft: "Failed Exchange of Password and OOB Challenge for Access Token",
      sercft: "Success Exchange of Password and MFA Recovery Code for Access Token",
      fercft: "Failed Exchange of Password and MFA Recovery Code for Access Token",
      limit_wc: "Blocked Account",
      limit_mu: "Blocked IP Address",
      mfar: "MFA Required",
      gd_start_enroll: "MFA Enroll started",
      gd_enrollment_complete: "MFA enrollment complete",
      gd_start_auth: "Second factor started",
      gd_auth_succeed: "MFA Auth success",
      gd_auth_failed: "MFA Auth failed",
      gd_send_sms: "MFA SMS Sent",
      gd_send_sms_failure: "Error Sending MFA SMS",
      gd_send_voice: "MFA voice call success",
      gd_send_voice_failure: "MFA voice call failed",
      gd_otp_rate_limit_exceed: "Too many MFA failures",
      gd_recovery_succeed: "MFA recovery success",
      gd_recovery_failed: "Recovery failed",
      gd_recovery_rate_limit_exceed: "Multi-factor recovery code has failed too many times",
      gd_unenroll: "Unenroll device account",
      actions_execution_failed: "Actions Execution Failed",
    };
    const { auth0, log } = await newTenant();
    for (const type of Object.keys(descriptions) as EventType[]) log.write(type, {});
    const { data } = await auth0.logs.list({ per_page: 100 });
    expect(Object.fromEntries(data.map(({ type, description }) => [type, description]))).toEqual(
      descriptions,
    );
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
