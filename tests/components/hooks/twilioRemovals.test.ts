import { expect, onTestFinished, test, vi } from "vitest";
import * as removals from "../../../components/hooks/twilioRemovals.ts";
import { declaring, ranOn } from "../../support/tenant/hookedTenant.ts";

const declared = { ...declaring(), twilio: { accountSid: "AC1", authToken: "token-to-keep" } };

function twilioAnswers(status: number): string[] {
  const calls: string[] = [];
  vi.stubGlobal("fetch", (url: string, { method = "GET" }: { method?: string }) => {
    calls.push(`${method} ${url}`);
    return Promise.resolve(new Response(status === 204 ? null : "{}", { status }));
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return calls;
}

test.each([
  ["that exists", 204],
  ["that is already deleted", 404],
])("a Messaging Service is deleted at Twilio, and a number detached from it: one %s", async (_, status) => {
  const calls = twilioAnswers(status);
  await ranOn(removals.serviceRemoval, {}, { declared, id: "MG1" });
  await ranOn(removals.attachmentRemoval, {}, { declared, olds: { serviceSid: "MG1", sid: "PN1" } });
  expect(calls).toEqual([
    "DELETE https://messaging.twilio.com/v1/Services/MG1",
    "DELETE https://messaging.twilio.com/v1/Services/MG1/PhoneNumbers/PN1",
  ]);
});

test("a deletion that Twilio rejects is reported, without the token", async () => {
  twilioAnswers(401);
  const failure = ranOn(removals.serviceRemoval, {}, { declared, id: "MG1" });
  await expect(failure).rejects.toThrow(/delete/);
  await expect(failure).rejects.not.toThrow("token-to-keep");
});

test("without the account's credentials no call is sent, and the error asks for them", async () => {
  const calls = twilioAnswers(204);
  const unknown = { ...declared, twilio: undefined };
  await expect(ranOn(removals.serviceRemoval, {}, { declared: unknown, id: "MG1" })).rejects.toThrow(
    /pulumi config set twilio:accountSid/,
  );
  expect(calls).toEqual([]);
});
