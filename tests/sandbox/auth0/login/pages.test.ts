import { describe, expect, test } from "vitest";
import { logIn, newPlainFixture } from "../../../support/signIn/signIns.ts";
import { alertOf, headingOf, textOf } from "../../../support/signIn/visitor.ts";
import type { Page } from "../../../support/signIn/visitor.ts";
import { authorization, newFixture, usNumber } from "../../../support/tenant/fixture.ts";
import type { Fixture } from "../../../support/tenant/fixture.ts";

const titleOf = ({ text }: Page): string => /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? "";

/** The first page that asks a new user for a phone. */
async function upToEnrollment(delivery: ("sms" | "voice")[]) {
  const fixture = await newFixture({ delivery });
  const { email } = await fixture.newUser();
  const visitor = fixture.visitor();
  const { page } = await logIn(fixture, visitor, email);
  return { fixture, visitor, page };
}

const interception =
  "A code sent by phone can be intercepted by anyone who takes over the number. " +
  "Ask your administrator for a stronger factor if you need one.";

test("the pages' stylesheet is served as one", async () => {
  const { headers } = await (await newFixture()).visitor().request("/u/styles.css");
  expect(headers.get("content-type")).toBe("text/css; charset=utf-8");
});

test("the login page offers to sign up, unless the tenant turned that off", async () => {
  const fixture = await newFixture();
  const form =
    "Sandbox Welcome Log in to Sandbox to continue to Twilio MFA Test. Email address Password Continue";
  const read = async (): Promise<string> => textOf(await fixture.visitor().open(authorization(fixture).path));
  expect(await read()).toBe(`${form} Don't have an account? Sign up`);
  const [connection] = (await fixture.api("GET", "/connections")) as { id: string; options: object }[];
  const options = { ...connection?.options, disable_signup: true };
  await fixture.api("PATCH", `/connections/${connection?.id ?? ""}`, { options });
  expect(await read()).toBe(form);
});

test.each([
  [{ username: " ", password: "x" }, "Please enter an email address"],
  [{ username: "a@example.com", password: "" }, "Password is required"],
])("the login page asks for what is missing in %j", async (typed, message) => {
  const fixture = await newFixture();
  const visitor = fixture.visitor();
  const page = await visitor.submit(await visitor.open(authorization(fixture).path), typed);
  expect([page.status, alertOf(page)]).toEqual([400, message]);
});

test("a blocked user can't sign in, and the log has the reason", async () => {
  const fixture = await newFixture();
  const { user_id, email } = await fixture.newUser();
  await fixture.api("PATCH", `/users/${encodeURIComponent(user_id)}`, { blocked: true });
  const { page } = await logIn(fixture, fixture.visitor(), email);
  expect([page.status, alertOf(page)]).toEqual([
    429,
    "Your account has been blocked after multiple consecutive login attempts.",
  ]);
  expect(await fixture.api("GET", "/logs?q=type:f")).toMatchObject([{ description: "user is blocked" }]);
});

const kinds =
  "Lower case letters (a-z) Upper case letters (A-Z) Numbers (0-9) Special characters (e.g. !@#$%^&*)";

test.each<[object, string]>([
  [{ passwordPolicy: "none" }, "At least 1 character"],
  [
    { passwordPolicy: "fair" },
    "At least 8 characters Lower case letters (a-z) Upper case letters (A-Z) Numbers (0-9)",
  ],
  [
    { passwordPolicy: "excellent" },
    `At least 10 characters At least 3 of the following: ${kinds} No more than 2 identical characters in a row`,
  ],
  [
    {
      password_options: {
        complexity: {
          min_length: 12,
          character_types: ["lowercase", "uppercase", "number", "special"],
          character_type_rule: "all",
          sequential_characters: "block",
        },
      },
    },
    `At least 12 characters ${kinds} No 3 characters in sequence (e.g. abc, 321)`,
  ],
])("the signup page lists the requirements of %j", async (options, rules) => {
  const fixture = await newFixture();
  const [connection] = (await fixture.api("GET", "/connections")) as { id: string }[];
  await fixture.api("PATCH", `/connections/${connection?.id ?? ""}`, { options });
  const page = await fixture.visitor().open(authorization(fixture, { screen_hint: "signup" }).path);
  expect(textOf(page)).toBe(
    "Sandbox Welcome Sign Up to Sandbox to continue to Twilio MFA Test. Email address Password " +
      `Your password must contain: ${rules} Continue Already have an account? Log in`,
  );
});

describe("the pages that enroll a phone", () => {
  test("ask for the number and the delivery method, then for the code, if there are two", async () => {
    const { fixture, visitor, page } = await upToEnrollment(["sms", "voice"]);
    expect(textOf(page)).toBe(
      "Sandbox Secure Your Account Enter your country code and phone number to which we can send a 6-digit code: " +
        "Country code United States, +1 Phone number How do you want to receive the code? Text message Voice call " +
        `Continue ${interception}`,
    );
    const text = await visitor.submit(page, { phone: usNumber, type: "sms" });
    expect(textOf(text)).toBe(
      `Sandbox Verify Your Identity We've sent a text message to: ${usNumber} Edit Enter the 6-digit code ` +
        "Remember this device for 30 days Continue Didn't receive a code? Resend or get a call",
    );
    await fixture.messages.nextCode(usNumber);
    const call = await visitor.submit(text, { action: "voice" });
    expect(textOf(call)).toBe(
      "Sandbox Verify Your Identity We've sent a 6-digit code via voice phone call to the following phone number: " +
        `${usNumber} Edit Enter the 6-digit code Remember this device for 30 days Continue ` +
        "Didn't receive a call? Call again or send a text",
    );
  });

  test.each([
    ["sms", "An SMS will be sent to that number", "We've sent a text message to:"],
    ["voice", "A voice call will be placed on that number", "We've sent a 6-digit code via voice phone call"],
  ] as const)("describe %s if it is the only delivery method", async (method, asks, sent) => {
    const { visitor, page } = await upToEnrollment([method]);
    expect(textOf(page)).toContain(
      `Enter your phone number below. ${asks} with a code to enter on the next screen. Country code`,
    );
    expect(textOf(page)).not.toContain("How do you want");
    const next = await visitor.submit(page, { phone: usNumber });
    expect(textOf(next)).toContain(sent);
    expect(textOf(next)).not.toMatch(/ or (get a call|send a text)/);
  });

  test("list every country with its code, and mark the selected one", async () => {
    const { visitor, page } = await upToEnrollment(["sms"]);
    const list = await visitor.submit(page, { action: "pick-country-code" });
    expect(titleOf(list)).toBe("Select your country code | Twilio MFA Test");
    expect(textOf(list)).toMatch(
      /^Sandbox Select a Country Code Go back .* France \+33 .* United States \+1 /,
    );
    expect(/value="(\w+)"[^>]*aria-current="true"/.exec(list.text)?.[1]).toBe("US");
  });
});

test("the code's page offers another method only to a user with a recovery code", async () => {
  const { fixture, visitor, page } = await upToEnrollment(["sms"]);
  await fixture.api("PUT", "/guardian/factors/recovery-code", { enabled: true });
  const enrolling = await visitor.submit(page, { phone: usNumber });
  expect(textOf(enrolling)).not.toContain("Try another method");
  const shown = await visitor.submit(enrolling, { code: await fixture.messages.nextCode(usNumber) });
  expect(headingOf(shown)).toBe("Almost There!");
  await visitor.submit(shown, { saved: "true" });
  const { email } = ((await fixture.api("GET", "/users")) as [{ email: string }])[0];
  const again = await logIn(fixture, fixture.visitor(), email);
  expect(textOf(again.page)).toMatch(/Didn't receive a code\? Resend Try another method$/);
});

describe("a page that ends a sign-in", () => {
  const signIn = async (fixture: Fixture, changes: Record<string, string>): Promise<string> =>
    textOf(await fixture.visitor().open(authorization(fixture, changes).path));

  test("names an unknown application", async () => {
    const page = await signIn(await newFixture(), { client_id: "nobody" });
    expect(page).toBe("Sandbox Oops!, something went wrong Unknown client: nobody Error: invalid_request");
  });

  test("says why a login's address does not work in another browser", async () => {
    const fixture = await newFixture();
    const { url } = await fixture.visitor().open(authorization(fixture).path);
    expect(textOf(await fixture.visitor().open(url))).toBe(
      "Sandbox We couldn't log you in This login has ended or was started in another browser, or your browser " +
        "blocks cookies. From the local tenant Go back to the application and log in again. The address of a " +
        "login works only in the browser that started it.",
    );
  });

  test("rejects a form from another site", async () => {
    const fixture = await newFixture();
    const visitor = fixture.visitor();
    const { url } = await visitor.open(authorization(fixture).path);
    const headers = { "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded" };
    const { status, text } = await visitor.request(url, { method: "POST", headers, body: "" });
    expect([status, JSON.parse(text)]).toMatchObject([
      403,
      { message: "The form came from another site and was rejected" },
    ]);
  });
});

describe("the logout pages", () => {
  const loggedOut = "Sandbox Logged out You may close this page.";
  const question = "Sandbox Log Out Do you want to log out of Sandbox? Log out";

  test("ask before a logout that another site's page started, and confirm it", async () => {
    const fixture = await newFixture();
    const visitor = fixture.visitor();
    const foreign = { headers: { "sec-fetch-site": "cross-site" } };
    const asked = await visitor.request(`/v2/logout?client_id=${fixture.clientId}`, foreign);
    expect([titleOf(asked), textOf(asked)]).toEqual(["Log out | Twilio MFA Test", question]);
    expect(asked.text).toContain(`<input type="hidden" name="client_id" value="${fixture.clientId}" />`);
    expect(textOf(await visitor.open("/v2/logout"))).toBe(loggedOut);
  });

  test("do the same for a logout by OpenID Connect", async () => {
    const { visitor } = await newPlainFixture();
    const asked = await visitor.open("/oidc/logout");
    expect(textOf(asked)).toBe(question);
    expect(asked.text).toMatch(/<button [^>]*name="logout" value="yes">Log out<\/button>/);
    expect(textOf(await visitor.submit(asked, { logout: "yes" }))).toBe(loggedOut);
  });
});
