import { describe, expect, onTestFinished, test, vi } from "vitest";
import { credentials } from "../../../components/hooks/credentials.ts";
import { purposeOf } from "../../../components/hooks/purpose.ts";
import { declaring, ranOn } from "../../support/tenant/hookedTenant.ts";

const there = { "GET /branding/phone/providers": { providers: [{ id: "pro_1", name: "twilio" }] } };
const declared = declaring();

describe("before a token is recorded as received", () => {
  test("it is sent, because Auth0 never returns a token to compare", async () => {
    const { writes, told } = await ranOn(credentials, there, { declared });
    expect(writes).toEqual([
      'PATCH /branding/phone/providers/pro_1 {"credentials":{"auth_token":"new-token"}}',
    ]);
    expect(told).toEqual(["the phone provider's token sent"]);
  });

  test("it is not sent again by a run that has written the provider with it", async () => {
    const step = { declared, sent: new Set(["PhoneProvider"]) };
    expect((await ranOn(credentials, there, step)).calls).toEqual([]);
  });

  test("a stack that adopts only records it", async () => {
    for (const [name, value] of Object.entries(purposeOf("adopt"))) vi.stubEnv(name, value);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect((await ranOn(credentials, there, { declared })).calls).toEqual([]);
  });

  test("reports a missing provider that the state still has, with a fix", async () => {
    const answers = { "GET /branding/phone/providers": { providers: [] } };
    await expect(ranOn(credentials, answers, { declared })).rejects.toThrow(/Fix: pulumi refresh/);
  });
});
