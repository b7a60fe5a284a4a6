import { describe, expect, test } from "vitest";
import { registeredClient } from "../../../components/hooks/clients.ts";
import { newTemplate } from "../../../components/hooks/templates.ts";
import { ranOn } from "../../support/tenant/hookedTenant.ts";

describe("before a template is created", () => {
  const body = { text: "{{code}}", voice: "{{code}}" };
  const news = { type: "otp_verify", content: { syntax: "liquid", body } };

  test.each([
    ["of this type and text is deleted", { type: "otp_verify", content: { body } }, true],
    ["of another type stays", { type: "otp_enroll", content: { body } }, false],
    ["of another text stays", { type: "otp_verify", content: { body: { ...body, text: "theirs" } } }, false],
    [
      "with a different voice text stays",
      { type: "otp_verify", content: { body: { ...body, voice: "theirs" } } },
      false,
    ],
    ["without content stays", { type: "otp_verify" }, false],
  ])("a template %s", async (_, template, goes) => {
    const answers = { "GET /branding/phone/templates": { templates: [{ id: "t1", ...template }] } };
    const { writes } = await ranOn(newTemplate, answers, { news });
    expect(writes).toEqual(goes ? ["DELETE /branding/phone/templates/t1"] : []);
  });
});

describe("before the registered client is recorded", () => {
  const client = (id: string, mark?: string) => ({
    client_id: id,
    ...(mark !== undefined && { client_metadata: { "auth0-phone-mfa": mark } }),
  });
  const clients = [
    client("own", "tag/spa"),
    client("twin", "tag/spa"),
    client("other-application", "tag/admin"),
    client("other-stack", "another/spa"),
    client("theirs"),
  ];
  const answers = { "GET /clients": { clients, total: clients.length } };
  const step = { name: "spa-registration", news: { input: "own" } };

  test("duplicates from a creation without a response are deleted, and no other applications", async () => {
    const { writes, told } = await ranOn(registeredClient, answers, step);
    expect(writes).toEqual(["DELETE /clients/twin"]);
    expect(told).toEqual(["duplicate application twin deleted"]);
  });

  test("the previously recorded client stays, because users may still sign in to it", async () => {
    expect((await ranOn(registeredClient, answers, { ...step, olds: { input: "twin" } })).writes).toEqual([]);
  });
});
