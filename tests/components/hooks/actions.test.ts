import { describe, expect, test } from "vitest";
import { binding, newAction } from "../../../components/hooks/actions.ts";
import { credentials } from "../../../components/hooks/credentials.ts";
import { declaring, InTurn, plivo, ranOn } from "../../support/tenant/hookedTenant.ts";
import type { Answers } from "../../support/tenant/hookedTenant.ts";

const action = (code: string, more: object = {}) => ({
  id: "a1",
  name: "Ours",
  code,
  status: "built",
  ...more,
});
const running = (code: string, more: object = {}) =>
  action(code, { all_changes_deployed: true, deployed_version: { code, deployed: true }, ...more });
const declared = declaring({ sender: plivo });

describe("before an Action is created", () => {
  const news = { name: "Ours", code: "code" };
  const left = (trigger: string, more: object = {}) => ({
    "GET /actions/actions": { actions: [action("code", { supported_triggers: [{ id: trigger }], ...more })] },
  });
  const providers = (name: string) => ({
    "GET /branding/phone/providers": { providers: [{ id: "p", name }] },
  });
  const bound = (...ids: string[]) => ({
    "GET /actions/triggers/send-phone-message/bindings": { bindings: ids.map((id) => ({ action: { id } })) },
  });

  test.each<[string, Answers, boolean]>([
    [
      "that an earlier run left is deleted",
      { ...left("custom-phone-provider"), ...providers("twilio") },
      true,
    ],
    ["that sends stays", { ...left("custom-phone-provider"), ...providers("custom") }, false],
    [
      "that an earlier run left is deleted, legacy",
      { ...left("send-phone-message"), ...bound("other") },
      true,
    ],
    ["that is bound stays, legacy", { ...left("send-phone-message"), ...bound("a1") }, false],
    [
      "that is bound with another stays, legacy",
      { ...left("send-phone-message"), ...bound("a1", "a2") },
      false,
    ],
    ["of other code stays", left("send-phone-message", { code: "theirs" }), false],
    ["of another name stays", left("send-phone-message", { name: "Ours, too" }), false],
    ["that is missing is not deleted", { "GET /actions/actions": { actions: [] } }, false],
  ])("an Action %s", async (_, answers, goes) => {
    const { writes } = await ranOn(newAction, answers, { news });
    expect(writes).toEqual(goes ? ["DELETE /actions/actions/a1"] : []);
  });
});

describe("before an Action is bound", () => {
  test("an Action that runs as declared is not written", async () => {
    const answers = { "GET /actions/actions": { actions: [running("code")] } };
    expect((await ranOn(binding, answers, { declared })).writes).toEqual([]);
  });

  test.each([
    ["a draft", action("code")],
    ["older code", running("old")],
    ["older secrets", running("code", { all_changes_deployed: false })],
  ])("%s is deployed, once it is built", async (_, present) => {
    const answers = {
      "GET /actions/actions": { actions: [present] },
      "GET /actions/actions/a1": new InTurn({ ...present, status: "building" }, present, running("code")),
    };
    expect((await ranOn(binding, answers, { declared })).writes).toEqual(["POST /actions/actions/a1/deploy"]);
  });

  test("an Action that Auth0 fails to build is reported", async () => {
    const failed = action("code", { status: "failed" });
    const answers = { "GET /actions/actions": { actions: [failed] }, "GET /actions/actions/a1": failed };
    await expect(ranOn(binding, answers, { declared })).rejects.toThrow(/Auth0 failed to build the Action/);
  });

  test("reports a missing Action that the state still has, with a fix", async () => {
    const answers = { "GET /actions/actions": { actions: [] } };
    await expect(ranOn(binding, answers, { declared })).rejects.toThrow(
      /no longer has the Action "Ours"\. Fix: pulumi refresh/,
    );
  });
});

describe("before an Action's credentials are recorded as received", () => {
  test("secrets that this run did not send are sent and deployed", async () => {
    const answers = {
      "GET /actions/actions": { actions: [running("code")] },
      "GET /actions/actions/a1": running("code"),
    };
    expect((await ranOn(credentials, answers, { declared })).writes).toEqual([
      'PATCH /actions/actions/a1 {"code":"code","secrets":[{"name":"TOKEN","value":"new"}]}',
      "POST /actions/actions/a1/deploy",
    ]);
  });

  test("secrets that Auth0 already has are not sent with new code, which is deployed", async () => {
    const draft = running("code", { all_changes_deployed: false });
    const answers = {
      "GET /actions/actions": { actions: [draft] },
      "GET /actions/actions/a1": draft,
    };
    const [news, olds] = ["new code", "old code"].map((deployment) => ({
      input: { credentials: "the same", deployment },
    }));
    const { writes } = await ranOn(credentials, answers, {
      declared,
      ...(news && { news }),
      ...(olds && { olds }),
    });
    expect(writes).toEqual(["POST /actions/actions/a1/deploy"]);
  });

  test("secrets that a new Action was created with are not sent again; duplicate drafts are deleted, and no other Action", async () => {
    const draft = { name: "Ours", code: "code" };
    const actions = [
      { id: "twin-before", ...draft },
      running("code"),
      { id: "twin", ...draft },
      { ...running("code"), id: "at-work" },
      { id: "other-code", ...draft, code: "theirs" },
      { id: "other-name", ...draft, name: "Theirs" },
    ];
    const step = { declared, sent: new Set(["Action"]) };
    const { writes } = await ranOn(credentials, { "GET /actions/actions": { actions } }, step);
    expect(writes).toEqual(["DELETE /actions/actions/twin-before", "DELETE /actions/actions/twin"]);
  });
});
