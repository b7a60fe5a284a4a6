import { expect, test } from "vitest";
import { create, diff, update } from "../../tenant/deployedAction.ts";
import { InTurn, tenantThatAnswers } from "../support/ownResourceTenant.ts";

const action = { actionId: "a1", code: "new", secrets: [{ name: "TOKEN", value: "old" }] };
const running = (code: string, more: object = {}) => ({
  status: "built",
  all_changes_deployed: true,
  deployed_version: { code, deployed: true },
  ...more,
});

test("an Action that runs as wanted is left alone", async () => {
  const calls = await tenantThatAnswers({ "GET /actions/actions/a1": running("new") });
  expect(await create(action)).toEqual({ id: "deployed", outs: action });
  expect(calls).toEqual(["GET /actions/actions/a1"]);
});

test.each([
  ["a draft", { status: "built" }],
  ["older code", running("old")],
  ["older secrets", running("new", { all_changes_deployed: false })],
])("%s is deployed", async (_, present) => {
  const calls = await tenantThatAnswers({
    "GET /actions/actions/a1": new InTurn(present, present, running("new")),
  });
  await create(action);
  expect(calls.filter((call) => !call.startsWith("GET"))).toEqual(["POST /actions/actions/a1/deploy"]);
});

test("secrets that did not arrive are sent and deployed, once the Action is built", async () => {
  const wanted = { ...action, secrets: [{ name: "TOKEN", value: "new" }] };
  const calls = await tenantThatAnswers({
    "GET /actions/actions/a1": new InTurn(running("new", { status: "building" }), running("new")),
  });
  expect(await update("deployed", action, wanted)).toEqual({ outs: wanted });
  expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([
    'PATCH /actions/actions/a1 {"code":"new","secrets":[{"name":"TOKEN","value":"new"}]}',
    "POST /actions/actions/a1/deploy",
  ]);
});

test.each([
  ["code", { ...action, code: "newer" }],
  ["secrets", { ...action, secrets: [] }],
  ["another Action", { ...action, actionId: "a2" }],
])("%s: a change", async (_, news) => {
  expect(await diff("deployed", action, news)).toEqual({ changes: true });
  expect(await diff("deployed", news, news)).toEqual({ changes: false });
});

test("a build that failed says so", async () => {
  await tenantThatAnswers({ "GET /actions/actions/a1": { status: "failed" } });
  await expect(create(action)).rejects.toThrow(/^Failed to deploy the Action: Auth0 failed to build it/);
});
