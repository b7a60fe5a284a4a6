import { describe, expect, test } from "vitest";
import { newTenant } from "./support.ts";

const hour = 3_600;
const day = 24 * hour;

const prompt = {
  display_remember_me_checkbox: true,
  remember_me_default_value: false,
  mfa_session_inactivity_timeout: 7 * day,
  mfa_session_overall_timeout: 30 * day,
};
const otp = { otp_length: 6, otp_expiration_time: 300 };
const otpPaths = ["/guardian/factors/phone/settings", "/guardian/factors/email/settings"];

describe("guardian's settings", () => {
  test("start with Auth0's defaults, are returned when set, and are removed by a reset", async () => {
    const { auth0, tenant } = await newTenant();
    const { guardian } = auth0;
    const { phone, email } = guardian.factors;
    expect([await guardian.get(), await phone.get(), await email.get()]).toEqual([prompt, otp, otp]);
    const settings = { ...prompt, display_remember_me_checkbox: false, mfa_session_inactivity_timeout: hour };
    expect(await guardian.set(settings)).toEqual(settings);
    const codes = { otp_length: 10, otp_expiration_time: 30 };
    expect(await phone.set(codes)).toEqual(codes);
    expect([await guardian.get(), await phone.get(), await email.get()]).toEqual([settings, codes, otp]);
    await tenant.reset();
    expect([await guardian.get(), await phone.get()]).toEqual([prompt, otp]);
  });

  test("are included in a list of factors only on request", async () => {
    const { auth0, call } = await newTenant();
    await auth0.guardian.factors.email.set({ otp_length: 4, otp_expiration_time: 60 });
    expect((await call("GET", "/guardian/factors?include_settings=true")).body).toEqual(
      expect.arrayContaining([
        { name: "sms", enabled: false, trial_expired: false, settings: otp },
        {
          name: "email",
          enabled: false,
          trial_expired: false,
          settings: { otp_length: 4, otp_expiration_time: 60 },
        },
        { name: "otp", enabled: false, trial_expired: false },
      ]),
    );
    expect(JSON.stringify((await call("GET", "/guardian/factors")).body)).not.toContain("otp_length");
  });

  test.each([
    ["mfa_session_inactivity_timeout", hour - 1, "Value 3599 is less than minimum 3600"],
    ["mfa_session_inactivity_timeout", 30 * day + 1, "Value 2592001 is greater than maximum 2592000"],
    ["mfa_session_overall_timeout", hour - 1, "Value 3599 is less than minimum 3600"],
    ["mfa_session_overall_timeout", 90 * day + 1, "Value 7776001 is greater than maximum 7776000"],
    ["mfa_session_overall_timeout", 7 * day - 1, "cannot exceed mfa_session_overall_timeout"],
    ["mfa_session_overall_timeout", 3600.5, "Expected type integer but found type number"],
    ["remember_me_default_value", undefined, "Missing required property: remember_me_default_value"],
    ["display_remember_me_checkbox", "yes", "Expected type boolean but found type string"],
    ["remember_me", true, "Additional properties not allowed: remember_me"],
  ])("reject %s of %j", async (name, value, message) => {
    const { call } = await newTenant();
    const { status, body } = await call("PUT", "/guardian/settings", { ...prompt, [name]: value });
    expect({ status, ...(body as object) }).toMatchObject({ status: 400, errorCode: "invalid_body" });
    expect((body as { message: string }).message).toContain(message);
    expect((await call("GET", "/guardian/settings")).body).toEqual(prompt);
  });

  test.each(
    otpPaths.flatMap((path) => [
      { path, change: { otp_length: 3 } },
      { path, change: { otp_length: 11 } },
      { path, change: { otp_expiration_time: 29 } },
      { path, change: { otp_expiration_time: 3_601 } },
      { path, change: { otp_length: undefined } },
    ]),
  )("reject $change at $path", async ({ path, change }) => {
    const { call } = await newTenant();
    expect((await call("PUT", path, { ...otp, ...change })).status).toBe(400);
    expect((await call("GET", path)).body).toEqual(otp);
  });

  test("need the tenant's scopes, or the factors' for a factor", async () => {
    const { withScopes } = await newTenant();
    const factors = withScopes("read:guardian_factors", "update:guardian_factors").guardian;
    await expect(factors.get()).rejects.toThrow("read:tenant_settings");
    await expect(factors.set(prompt)).rejects.toThrow("update:tenant_settings");
    expect(await factors.factors.phone.set(otp)).toEqual(otp);
    const settings = withScopes("read:tenant_settings", "update:tenant_settings").guardian;
    expect(await settings.set(prompt)).toEqual(prompt);
    await expect(settings.factors.email.get()).rejects.toThrow("read:guardian_factors");
  });
});
