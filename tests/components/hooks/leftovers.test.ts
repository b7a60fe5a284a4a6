import { describe, expect, test } from "vitest";
import type { Ask } from "../../../components/hooks/leftovers.ts";
import { removeAction, removeTemplate } from "../../../components/hooks/leftovers.ts";

/** A tenant's answers by path; the calls that it got. */
function tenant(answers: Record<string, unknown>): { ask: Ask; deleted: string[] } {
  const deleted: string[] = [];
  const ask: Ask = (method, path) => {
    if (method === "DELETE") deleted.push(path);
    return Promise.resolve(answers[path.replace(/\?.*/, "")] ?? {});
  };
  return { ask, deleted };
}

describe("an Action of ours", () => {
  const inputs = { name: "Ours", code: "code" };
  const left = (trigger: string, code = "code") => ({
    "/actions/actions": {
      actions: [{ id: "a1", name: "Ours", code, supported_triggers: [{ id: trigger }] }],
    },
  });
  const providers = (name: string) => ({ "/branding/phone/providers": { providers: [{ name }] } });
  const bound = (id: string) => ({
    "/actions/triggers/send-phone-message/bindings": { bindings: [{ action: { id } }] },
  });

  const [first] = left("send-phone-message")["/actions/actions"].actions;
  const twice = {
    "/actions/actions": { actions: [{ ...first, id: "a0" }, first] },
    ...bound("a0"),
  };

  test.each([
    ["left behind", { ...left("custom-phone-provider"), ...providers("twilio") }, true],
    ["that sends", { ...left("custom-phone-provider"), ...providers("custom") }, false],
    ["left behind, legacy", { ...left("send-phone-message"), ...bound("other") }, true],
    ["that is bound, legacy", { ...left("send-phone-message"), ...bound("a1") }, false],
    ["left behind, after another that sends", twice, true],
    ["of other code", left("send-phone-message", "theirs"), false],
    ["that is not there", {}, false],
  ])("%s", async (_, answers, goes) => {
    const { ask, deleted } = tenant(answers);
    await removeAction(inputs, ask);
    expect(deleted).toEqual(goes ? ["/actions/actions/a1"] : []);
  });
});

describe("a template", () => {
  const body = { text: "{{code}}", voice: "{{code}}" };
  const inputs = { type: "otp_verify", content: { syntax: "liquid", body } };
  test.each([
    ["of this type and text", { type: "otp_verify", content: { body } }, true],
    ["of another type", { type: "otp_enroll", content: { body } }, false],
    ["of another text", { type: "otp_verify", content: { body: { ...body, text: "theirs" } } }, false],
    ["without content", { type: "otp_verify" }, false],
  ])("%s", async (_, template, goes) => {
    const { ask, deleted } = tenant({
      "/branding/phone/templates": { templates: [{ id: "t1", ...template }] },
    });
    await removeTemplate(inputs, ask);
    expect(deleted).toEqual(goes ? ["/branding/phone/templates/t1"] : []);
  });
});
