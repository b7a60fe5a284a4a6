import { expect, onTestFinished, test, vi } from "vitest";
import { purposeOf } from "../../../components/hooks/purpose.ts";
import * as removals from "../../../components/hooks/twilioRemovals.ts";
import { declaring, ranOn } from "../../support/tenant/hookedTenant.ts";

const declared = { ...declaring(), twilio: { accountSid: "AC1", authToken: "token-to-keep" } };

const attachment = { name: "+15005550006", olds: { serviceSid: "MG1", sid: "PN1" } };

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
  const service = await ranOn(removals.serviceRemoval, {}, { declared, id: "MG1" });
  const number = await ranOn(removals.attachmentRemoval, {}, { declared, ...attachment });
  expect([...service.told, ...number.told]).toEqual([
    "Messaging Service MG1 deleted",
    "number +15005550006 removed from the Messaging Service",
  ]);
  expect(calls).toEqual([
    "DELETE https://messaging.twilio.com/v1/Services/MG1",
    "DELETE https://messaging.twilio.com/v1/Services/MG1/PhoneNumbers/PN1",
  ]);
});

test.each([
  ["Twilio rejects", declared, "Twilio rejects the credentials."],
  ["it has no credentials for", { ...declared, twilio: undefined }, "the account's credentials are missing."],
])(
  "a destroy continues without what %s, and says how to remove it in the console",
  async (_, declared, why) => {
    for (const [name, value] of Object.entries(purposeOf("destroy"))) vi.stubEnv(name, value);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    twilioAnswers(401);
    const service = await ranOn(removals.serviceRemoval, {}, { declared, id: "MG1" });
    const number = await ranOn(removals.attachmentRemoval, {}, { declared, ...attachment });
    expect([...service.told, ...number.told]).toEqual([
      `Messaging Service MG1 left at Twilio: ${why} Fix: delete it in Twilio's console (Messaging, Services).`,
      `number +15005550006 still in the Messaging Service: ${why} Fix: remove it in Twilio's console (Messaging, Services, Sender Pool).`,
    ]);
  },
);

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
