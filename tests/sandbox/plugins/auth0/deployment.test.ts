import { describe, expect, onTestFinished, test, vi } from "vitest";
import { InitializationError } from "../../../../sandbox/plugins/bridge/errors.ts";
import { create } from "../../../../sandbox/plugins/bridge/lifecycle/create.ts";
import { diff } from "../../../../sandbox/plugins/bridge/lifecycle/diff.ts";
import { read } from "../../../../sandbox/plugins/bridge/lifecycle/read.ts";
import { update } from "../../../../sandbox/plugins/bridge/lifecycle/update.ts";
import { action } from "../../../../sandbox/plugins/auth0/resources/action.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import { fakeApi, forbidden, type FakeApi } from "./fakeApi.ts";

const subject = { urn: "urn:pulumi:s::p::t::n", type: "t", name: "n" };
const trigger = { id: "post-login", version: "v3" };
const program = (code: string): Properties => ({ name: "a", code, supportedTriggers: trigger, deploy: true });

/** A tenant whose Action is built, and whose deploys are refused. */
function refusing(code: string, deployed: Properties = {}): FakeApi {
  const found = { id: "act_1", name: "a", code, supported_triggers: [trigger], status: "built", ...deployed };
  return fakeApi({
    "POST /actions/actions": found,
    "GET /actions/actions/act_1": found,
    "POST /actions/actions/act_1/deploy": forbidden,
  });
}

async function kept(failing: Promise<unknown>): Promise<InitializationError> {
  const thrown: unknown = await failing.catch((error: unknown) => error);
  if (!(thrown instanceof InitializationError)) throw new Error("nothing was kept");
  return thrown;
}

const changes = (olds: Properties, news: Properties): string =>
  diff(action, { ...subject, id: "act_1", olds, news, ignoreChanges: [] }).changes;

async function refreshed(api: FakeApi, properties: Properties, inputs: Properties): Promise<Properties> {
  return (await read(action, api, { ...subject, id: "act_1", properties, inputs })).properties;
}

// Each response below was recorded from the official plugin over gRPC.
test("an Action that Auth0 fails to build is not deployed", async () => {
  const api = refusing("one", { status: "failed" });
  const failure = await kept(create(action, api, { ...subject, properties: program("one"), preview: false }));
  expect(failure.message).toContain(
    '* action "a" never reached built state: action "a" failed to build, check the Auth0 UI for errors\n',
  );
});

test.each([
  [
    "is not built",
    { status: "pending" },
    'action "a" never reached built state: timeout while waiting for state: expected action "a" status "pending" to equal "built"',
  ],
  [
    "does not run",
    { status: "built" },
    'action "a" deploy never completed: timeout while waiting for state: action "a" not deployed yet',
  ],
])("an Action that %s within six minutes is reported", async (_, found, reason) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const api = fakeApi({
    "POST /actions/actions": { id: "act_1" },
    "GET /actions/actions/act_1": found,
    "POST /actions/actions/act_1/deploy": {},
  });
  const slow: FakeApi = {
    ...api,
    send: async (...call) => {
      vi.setSystemTime(Date.now() + 360_000);
      return await api.send(...call);
    },
  };
  const failure = await kept(create(action, slow, { ...subject, properties: program("x"), preview: false }));
  expect(failure.message).toContain(`* ${reason}\n`);
});

describe("an Action whose deployment is rejected", () => {
  test("is recorded as deployed, so that only the engine's record of the failure deploys it again", async () => {
    const api = refusing("one");
    const inputs = program("one");
    const failure = await kept(create(action, api, { ...subject, properties: inputs, preview: false }));
    expect(failure.id).toBe("act_1");
    expect(failure.message).toContain("403 Forbidden");
    expect(failure.properties).toMatchObject({ code: "one", deploy: true, versionId: null });
    expect(changes(failure.properties, inputs)).toBe("DIFF_NONE");
    const state = await refreshed(api, failure.properties, inputs);
    expect(state["versionId"]).toBeNull();
    expect(changes(state, inputs)).toBe("DIFF_NONE");
  });

  test("has the new code next to the version that still runs", async () => {
    const api = refusing("two", { deployed_version: { id: "ver_1", code: "one", deployed: true } });
    const inputs = program("two");
    const olds = { ...program("one"), id: "act_1", versionId: "ver_1" };
    const change = { ...subject, id: "act_1", olds, news: inputs, ignoreChanges: [], preview: false };
    const failure = await kept(update(action, api, change));
    expect(failure.properties).toMatchObject({ code: "two", versionId: "ver_1" });
    const state = await refreshed(api, failure.properties, inputs);
    expect(changes(state, inputs)).toBe("DIFF_NONE");
    expect(changes(state, program("one"))).toBe("DIFF_SOME");
  });
});
