import { expect, onTestFinished, test, vi } from "vitest";
import { adopting } from "../../../components/hooks/adopting.ts";
import { create, diff, update } from "../../../components/hooks/sentToken.ts";
import { tenantThatAnswers } from "../../support/tenant/ownResourceTenant.ts";

const sent = { providerId: "pro_1", authToken: "old" };
const wanted = { providerId: "pro_1", authToken: "new" };

test("a token is sent once more after the provider was made, and then by nobody again", async () => {
  const calls = await tenantThatAnswers({});
  expect(await create(sent)).toEqual({ id: "sent", outs: sent });
  expect(await diff("sent", sent, { ...sent, providerId: "pro_2" })).toEqual({ changes: false });
  expect(calls).toEqual(['PATCH /branding/phone/providers/pro_1 {"credentials":{"auth_token":"old"}}']);
});

test("while a stack adopts, the token is only noted", async () => {
  for (const [name, value] of Object.entries(adopting)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const calls = await tenantThatAnswers({});
  expect(await create(sent)).toEqual({ id: "sent", outs: sent });
  expect(calls).toEqual([]);
});

test("another token is sent, and then noted", async () => {
  const calls = await tenantThatAnswers({});
  expect(await diff("sent", sent, wanted)).toEqual({ changes: true });
  expect(await update("sent", sent, wanted)).toEqual({ outs: wanted });
  expect(calls).toEqual(['PATCH /branding/phone/providers/pro_1 {"credentials":{"auth_token":"new"}}']);
});

test("a refusal says what failed and what to do, without the token", async () => {
  await tenantThatAnswers({ "PATCH /branding/phone/providers/pro_1": 403 });
  const failure = update("sent", sent, { ...wanted, authToken: "token-to-keep" });
  await expect(failure).rejects.toThrow(
    /^Failed to give the phone provider its token: .*403 to PATCH \/branding\/phone\/providers\/pro_1: no\. .* run the command again\.$/,
  );
  await expect(failure).rejects.not.toThrow("token-to-keep");
});
