import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hookNames } from "../components/hooks/index.ts";
import { newTenant } from "./sandbox/auth0/support.ts";
import { runProgram } from "./support/program/runProgram.ts";
import { goodPlivoValues, goodValues } from "./support/settings/source.ts";

const reference = readFileSync(new URL("../docs/names.md", import.meta.url), "utf8");
const named = new Set([...reference.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text));

test("docs/names.md lists every hook", () => {
  const [, listed = ""] = /<!-- hooks -->(.*)<!-- \/hooks -->/s.exec(reference) ?? [];
  expect(listed.match(/[a-z-]+/g)?.sort()).toEqual([...hookNames].sort());
});

const legacy = { "auth0-phone-mfa:phoneExperience": "legacy" };
const several = {
  "auth0-phone-mfa:applications": JSON.stringify({
    spa: { appName: "Shop", callbackUrls: ["https://shop.example.com"] },
    admin: { existingClientId: "abc", manageUrls: false },
  }),
  ...Object.fromEntries(
    ["appName", "callbackUrls", "logoutUrls", "webOrigins"].map((key) => [`auth0-phone-mfa:${key}`, ""]),
  ),
};

test.each([
  ["Twilio, unified", goodValues],
  ["Plivo, unified", goodPlivoValues],
  ["Twilio, legacy", { ...goodValues, ...legacy }],
  ["Plivo, legacy", { ...goodPlivoValues, ...legacy }],
  ["several applications", { ...goodValues, ...several }],
])("and the name of every resource: %s", async (_, values) => {
  const { resources } = await runProgram(values);
  const names = resources
    .filter(({ type }) => /^(auth0|pulumi|auth0-phone-mfa):/.test(type))
    .map(
      ({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name.replace(/^(spa|admin)(?=$|-)/, "NAME")}`,
    );
  for (const name of names) expect(named).toContain(name);
});

test("and every output", async () => {
  const { outputs } = await runProgram({ ...goodValues, ...several });
  for (const name of Object.keys(outputs)) expect(named).toContain(name);
});

test("and every call of the local tenant's own", async () => {
  const [, table = ""] = /<!-- calls -->(.*)<!-- \/calls -->/s.exec(reference) ?? [];
  const listed = [...table.matchAll(/`((?:GET|POST|PATCH|DELETE|PUT) [\w/]+)`/g)].map(([, call]) => call);
  const { app } = await newTenant();
  const served = app.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/sandbox/"))
    .map(({ method, path }) => `${method} ${path.slice("/sandbox/".length)}`);
  expect(listed.sort()).toEqual([...new Set(served)].sort());
});
