import { expect, test } from "vitest";
import { create, diff, update } from "../../../components/hooks/deployedAction.ts";
import { InTurn, tenantThatAnswers } from "../../support/tenant/ownResourceTenant.ts";

const action = { actionId: "a1", code: "new", secrets: [{ name: "TOKEN", value: "old" }] };
const running = (code: string, more: object = {}) => ({
  status: "built",
  all_changes_deployed: true,
  deployed_version: { code, deployed: true },
  ...more,
});

const alone = { "GET /actions/actions": { actions: [] } };

test("an Action that runs as wanted is left alone", async () => {
  const calls = await tenantThatAnswers({ "GET /actions/actions/a1": running("new"), ...alone });
  expect(await create(action)).toEqual({ id: "deployed", outs: action });
  expect(calls).toEqual(["GET /actions/actions/a1", "GET /actions/actions?per_page=100"]);
});

test("drafts of it that a creation without an answer left go, and no other Action", async () => {
  const draft = { name: "Ours", code: "new" };
  const calls = await tenantThatAnswers({
    "GET /actions/actions/a1": running("new"),
    "GET /actions/actions": {
      actions: [
        { id: "a1", ...draft, ...running("new") },
        { id: "twin", ...draft },
        { id: "at-work", ...draft, ...running("new") },
        { id: "other-code", ...draft, code: "theirs" },
        { id: "other-name", ...draft, name: "Theirs" },
      ],
    },
  });
  await create(action);
  expect(calls.filter((call) => call.startsWith("DELETE"))).toEqual(["DELETE /actions/actions/twin"]);
});

test.each([
  ["a draft", { status: "built" }],
  ["older code", running("old")],
  ["older secrets", running("new", { all_changes_deployed: false })],
])("%s is deployed", async (_, present) => {
  const calls = await tenantThatAnswers({
    "GET /actions/actions/a1": new InTurn(present, present, running("new")),
    ...alone,
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
