import { expect, test } from "vitest";
import { loginPage } from "../../../../sandbox/auth0/login/pages/login.ts";
import { signupPage } from "../../../../sandbox/auth0/login/pages/signup.ts";
import { statusOf } from "../../../../sandbox/auth0/login/texts.ts";
import type { Fault } from "../../../../sandbox/auth0/login/texts.ts";

const frame = { tenantName: "T", clientName: "Shop", notRun: [], state: "s", email: "a@example.com" };

/** The names of the fields that are marked as wrong. */
const wrongFields = (html: string): string[] =>
  [...html.matchAll(/<input\s[^>]*>/g)]
    .filter(([input]) => input.includes('aria-invalid="true"') && /aria-describedby="fault\b/.test(input))
    .map(([input]) => /name="(\w+)"/.exec(input)?.[1] ?? "");

test.each<[Fault | undefined, string[]]>([
  ["no-email", ["username"]],
  ["no-password", ["password"]],
  ["wrong-email-credentials", ["username", "password"]],
  ["user-blocked", []],
  ["ip-blocked", []],
  [undefined, []],
])("after %s, the login page marks the fields %j", async (fault, fields) => {
  expect(wrongFields(String(await loginPage({ ...frame, canSignUp: true, fault })))).toEqual(fields);
});

test.each<[Fault | undefined, string[]]>([
  ["no-email", ["email"]],
  ["invalid-email", ["email"]],
  ["email-in-use", ["email"]],
  ["no-password", ["password"]],
  ["password-too-weak", ["password"]],
  ["ip-signup-blocked", []],
  [undefined, []],
])(
  "after %s, the signup page marks the fields %j, and starts in the password's if it is wrong",
  async (fault, fields) => {
    const html = String(await signupPage({ ...frame, passwordRules: [], fault }));
    expect(wrongFields(html)).toEqual(fields);
    const [focused] = [...html.matchAll(/<input\s[^>]*>/g)].filter(([input]) => input.includes("autofocus"));
    expect(focused?.[0]).toContain(fields[0] === "password" ? 'name="password"' : 'name="email"');
  },
);

test.each<[Fault | undefined, number]>([
  ["user-blocked", 429],
  ["same-user-login", 429],
  ["ip-blocked", 429],
  ["ip-signup-blocked", 429],
  ["too-many-sms", 429],
  ["too-many-failures", 429],
  ["no-email", 400],
  ["wrong-email-credentials", 400],
  ["invalid-code", 400],
  [undefined, 200],
])("a page that reports %s has the status %i", (fault, status) => {
  expect(statusOf(fault)).toBe(status);
});
