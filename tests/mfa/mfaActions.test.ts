import fc from "fast-check";
import { expect, test } from "vitest";
import { givesAwayApi, mayRequireMfaByCode, mfaActionIn, mfaActionSentence } from "../../mfa/mfaActions.ts";
import { oneLine } from "../../mfa/oneLine.ts";

const inAction = (body: string) => `exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`;

test.each([
  'api.multifactor.enable("any");',
  'api.multifactor.enable("any", { allowRememberBrowser: false });',
  'if (event.client.name === "Shop") api . multifactor\n  .enable("any");',
  'api?.multifactor?.enable?.("any");',
  'api["multifactor"]["enable"]("any");',
  "api[`multifactor`].enable('any');",
  'const { multifactor } = api; multifactor.enable("any");',
  'const { enable } = api.multifactor; enable("any");',
  'api.authentication.challengeWith({ type: "otp" });',
  'api.authentication.challengeWithAny([{ type: "otp" }, { type: "phone" }]);',
  'api.authentication.enrollWith({ type: "phone" });',
  'api.authentication["enrollWithAny"]([{ type: "otp" }]);',
  'const url = "https://a.example.com"; api.multifactor.enable("any");',
  'const text = /[/]*/; api.multifactor.enable("any");',
  'const text = `${api.multifactor.enable("any")}`;',
  '#!/usr/bin/env node\napi.multifactor.enable("any");',
  'Reflect.get(api, "multifactor").enable("any");',
])("may require MFA: %s", (body) => {
  expect(mayRequireMfaByCode(inAction(body))).toBe(true);
});

test.each([
  "",
  'api.idToken.setCustomClaim("https://a.example.com/roles", event.authorization.roles);',
  '// api.multifactor.enable("any");',
  '/* api.authentication.challengeWith({ type: "otp" }); */',
  'if (event.user.multifactor?.length > 0) api.user.setAppMetadata("enrolled", true);',
  'console.log("call api.multifactor.enable to ask for MFA");',
  'console.log("enrollment");',
  'api.access.deny("use challengeWith");',
  "const r = /api.multifactor.enable/;",
  "throw new Error(`multifactor enable`);",
  'if (event.authentication.methods.some(({ name }) => name === "mfa")) flags.enable("beta");',
])("requires none: %s", (body) => {
  expect(mayRequireMfaByCode(inAction(body))).toBe(false);
});

test.each([
  'require("company-mfa").force(event, api);',
  'await require("step-up").run({ event, api });',
  "const mine = api; other(mine);",
  "return steps.reduce((_, step) => step(event, api), 0);",
])("passes its api on: %s", (body) => {
  expect(givesAwayApi(inAction(body))).toBe(true);
});

test.each([
  "",
  "api.access.deny(reason);",
  "api?.access.deny(reason); api[name].deny(reason); /* other(api) */",
  "}; exports.onContinuePostLogin = async function (event, api) {",
  "const add = (api) => 1; const one = api => 1; client.api(event);",
])("keeps its api: %s", (body) => {
  expect(givesAwayApi(inAction(body))).toBe(false);
});

test("empty or invalid code does not fail", () => {
  fc.assert(
    fc.property(fc.string(), (text) => typeof mayRequireMfaByCode(text) === typeof givesAwayApi(text)),
  );
  expect(mayRequireMfaByCode('api.multifactor.enable("any"')).toBe(true);
});

test("a sentence about an Action contains its name, regardless of the characters", () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(mfaActionIn(`warning: ${mfaActionSentence(name)}`)).toBe(oneLine(name, 100));
    }),
  );
  const hostile = `a\u202eb\n::error::c ${"x".repeat(1000)}`;
  expect(mfaActionSentence(hostile)).toMatch(
    /^The Action "a b ::error::c x+…" in the login flow may require MFA/,
  );
  expect(mfaActionIn("warning: verification warning: deprecated")).toBeUndefined();
});
