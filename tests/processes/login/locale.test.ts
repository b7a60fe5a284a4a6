import { expect, test } from "vitest";
import { authorization, newFixture, password, tokens, usNumber } from "../../support/tenant/fixture.ts";
import type { Fixture } from "../../support/tenant/fixture.ts";

const byLocale =
  "{% if locale contains 'fr' %}Votre code: {{code}}{% elsif locale == 'es' %}Su código: {{code}}{% else %}Your code: {{code}}{% endif %}";

/** A tenant that speaks three languages, with a text in each. */
async function newTenantOfThree(experience: "unified" | "legacy"): Promise<Fixture> {
  const fixture = await newFixture({ experience });
  await fixture.api("PATCH", "/tenants/settings", { enabled_locales: ["en", "fr-FR", "es"] });
  if (experience === "legacy")
    await fixture.api("PUT", "/guardian/factors/sms/templates", {
      enrollment_message: byLocale,
      verification_message: byLocale,
    });
  else
    for (const type of ["otp_enroll", "otp_verify"])
      await fixture.api("POST", "/branding/phone/templates", {
        type,
        content: { body: { text: byLocale, voice: byLocale } },
      });
  return fixture;
}

/** Enrolls a phone in a browser of that language, up to the message. */
async function messageTo(
  fixture: Fixture,
  acceptLanguage: string,
  uiLocales: string | undefined,
): Promise<string> {
  const { email } = await fixture.newUser();
  const visitor = fixture.visitor();
  visitor.headers["accept-language"] = acceptLanguage;
  const { path } = authorization(fixture, { ui_locales: uiLocales });
  const page = await visitor.submit(await visitor.open(path), { username: email, password });
  await visitor.submit(page, { phone: usNumber });
  return (await fixture.messages.next(usNumber)).text;
}

test.each(["unified", "legacy"] as const)(
  "%s: a message is in the language of the sign-in",
  async (experience) => {
    const fixture = await newTenantOfThree(experience);
    expect(await messageTo(fixture, "fr-CA,fr;q=0.9,en;q=0.5", undefined)).toMatch(/^Votre code: \d{6}$/);
    expect(await messageTo(fixture, "fr-FR", "es")).toMatch(/^Su código: \d{6}$/);
    expect(await messageTo(fixture, "ja", undefined)).toMatch(/^Your code: \d{6}$/);
    await fixture.api("PATCH", "/tenants/settings", { enabled_locales: ["es", "en"] });
    expect(await messageTo(fixture, "ja", "fr-FR")).toMatch(/^Su código: \d{6}$/);
  },
);

test("the MFA API uses the language of each call", async () => {
  const fixture = await newTenantOfThree("unified");
  const { client_id, client_secret } = (await fixture.api("POST", "/clients", {
    name: "Program",
    app_type: "regular_web",
    token_endpoint_auth_method: "client_secret_post",
    grant_types: ["password", "http://auth0.com/oauth/grant-type/mfa-oob"],
  })) as { client_id: string; client_secret: string };
  const { email: username } = await fixture.newUser();
  const grant = { client_id, client_secret, grant_type: "password", username, password, scope: "openid" };
  const { body } = await tokens(fixture, grant);
  const associate = async (headers: Record<string, string>): Promise<string> => {
    const response = await fetch(`${fixture.url}/mfa/associate`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${String(body["mfa_token"])}`,
        "content-type": "application/json",
        ...headers,
      },
      body: JSON.stringify({
        authenticator_types: ["oob"],
        oob_channels: ["sms"],
        phone_number: usNumber,
      }),
    });
    expect(response.status).toBe(200);
    return (await fixture.messages.next(usNumber)).text;
  };
  expect(await associate({ "x-request-language": "fr-FR", "accept-language": "es" })).toMatch(/^Votre code/);
  expect(await associate({ "accept-language": "es" })).toMatch(/^Su código/);
  expect(await associate({})).toMatch(/^Your code/);
});

test("an Action gets the languages of the message and the browser", async () => {
  const fixture = await newFixture({ sender: "plivo" });
  await fixture.api("PATCH", "/tenants/settings", { enabled_locales: ["en", "fr-FR"] });
  const { actions } = (await fixture.api("GET", "/actions/actions")) as { actions: { id: string }[] };
  const path = `/actions/actions/${actions[0]?.id ?? ""}`;
  const code =
    "exports.onExecuteCustomPhoneProvider = async (event, api) => { api.notification.drop(`${event.notification.locale} of ${event.request.language}`); };";
  await fixture.api("PATCH", path, { code });
  await fixture.api("GET", path);
  await fixture.api("POST", `${path}/deploy`);
  const { email } = await fixture.newUser();
  const visitor = fixture.visitor();
  visitor.headers["accept-language"] = "fr-CA,en;q=0.5";
  const page = await visitor.submit(await visitor.open(authorization(fixture).path), {
    username: email,
    password,
  });
  await visitor.submit(page, { phone: usNumber });
  await expect
    // A message is sent behind the page, by a process that a busy machine starts slowly.
    .poll(async () => JSON.stringify(await fixture.api("GET", "/logs?q=type:gd_send_sms_failure")), {
      timeout: 20_000,
    })
    .toContain("fr-FR of fr-CA");
});

test("a template gets the browser's language header, the tenant's name without its domain, and metadata on one line", async () => {
  const text = "{{code}} {{requestInfo.lang}} {{tenant}} {{user.user_metadata.team}}";
  const fixture = await newFixture();
  await fixture.api("POST", "/branding/phone/templates", { type: "otp_enroll", content: { body: { text } } });
  const { user_id, email } = await fixture.newUser();
  await fixture.api("PATCH", `/users/${encodeURIComponent(user_id)}`, {
    user_metadata: { team: "Red\nOne" },
  });
  const visitor = fixture.visitor();
  visitor.headers["accept-language"] = "es-AR,es;q=0.8";
  const page = await visitor.submit(await visitor.open(authorization(fixture).path), {
    username: email,
    password,
  });
  await visitor.submit(page, { phone: usNumber });
  expect((await fixture.messages.next(usNumber)).text).toMatch(/^\d{6} es-AR,es;q=0.8 sandbox Red One$/);
});
