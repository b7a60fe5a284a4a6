import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Declared } from "../../../components/hooks/Hook.ts";
import type { HookName } from "../../../components/hooks/index.ts";
import { purposeOf } from "../../../components/hooks/purpose.ts";
import { StackHooks } from "../../../components/hooks/StackHooks.ts";
import type { Part } from "../../../configuration/parts.ts";
import { parts } from "../../../configuration/parts.ts";
import { recordResources } from "../../support/pulumi/mocks.ts";
import { access, declaring } from "../../support/tenant/hookedTenant.ts";

const guardian = "auth0:index/guardian:Guardian";
const action = "auth0:index/action:Action";
const binding = "auth0:index/triggerAction:TriggerAction";

let calls: string[] = [];
let status = 200;

beforeEach(async () => {
  await recordResources();
  calls = [];
  status = 200;
  const info = vi.spyOn(pulumi.log, "info").mockResolvedValue(undefined);
  vi.stubGlobal("fetch", (url: string, { method = "GET" }: { method?: string }) => {
    calls.push(`${method} ${new URL(url).pathname.replace("/api/v2", "")}`);
    return Promise.resolve(Response.json({}, { status }));
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    info.mockRestore();
  });
});

/** The hooks of a stack, as the engine calls them. */
function hooksOf(manage: readonly Part[] = parts, declared: Declared = declaring()) {
  const hooks = new StackHooks(access, manage, declared);
  const run = async (name: HookName, args: Partial<pulumi.ResourceHookArgs>): Promise<void> => {
    const [hook] = hooks.named([name]);
    await hook?.callback({
      urn: `urn:pulumi:dev::p::${args.type ?? ""}::r`,
      id: "1",
      name: "r",
      type: "",
      ...args,
    });
  };
  return { hooks, run };
}

const removal = { type: guardian, oldInputs: { policy: "all-applications" } };
const never = ["PUT /guardian/policies"];

describe("what the stack lets go of", () => {
  test("is taken back", async () => {
    await hooksOf().run("policy-removal", removal);
    expect(calls).toEqual(never);
  });

  test("is handed over as it is if its part is not managed any more", async () => {
    await hooksOf(["application", "factor"]).run("policy-removal", removal);
    expect(calls).toEqual([]);
  });

  test("is taken back by a destroy, whatever is managed", async () => {
    for (const [name, value] of Object.entries(purposeOf("destroy"))) vi.stubEnv(name, value);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await hooksOf([]).run("policy-removal", removal);
    expect(calls).toEqual(never);
  });

  test("stays if it is half of a replacement or of a rename: another of its kind was created in this run", async () => {
    const { run } = hooksOf();
    status = 403;
    await expect(run("mfa", { type: guardian, newInputs: removal.oldInputs })).rejects.toThrow();
    calls = [];
    await run("policy-removal", removal);
    expect(calls).toEqual([]);
  });

  test("stays if it goes before its other half comes: the program waits for that", async () => {
    const { hooks, run } = hooksOf();
    class Guardian extends pulumi.CustomResource {}
    const never = new Promise<string>(() => undefined);
    const pending = Object.assign(Object.create(Guardian.prototype) as Guardian, {
      urn: pulumi.output(never),
    });
    hooks.watch(pending);
    await run("policy-removal", removal);
    expect(calls).toEqual([]);
  });

  test("goes if what was created is another one: an Action of another trigger, the binding of another Action", async () => {
    const { run } = hooksOf();
    const of = (id: string) => ({ supportedTriggers: { id } });
    await run("new-action", { type: action, newInputs: of("custom-phone-provider") }).catch(() => undefined);
    await run("binding", { type: binding, newInputs: { actionId: "new" } }).catch(() => undefined);
    calls = [];
    await run("action-removal", { type: action, oldInputs: of("custom-phone-provider") }).catch(
      () => undefined,
    );
    await run("binding-removal", { type: binding, oldInputs: { actionId: "new" } }).catch(() => undefined);
    expect(calls).toEqual([]);
    await run("action-removal", { type: action, oldInputs: of("send-phone-message") }).catch(() => undefined);
    expect(calls).not.toEqual([]);
    calls = [];
    await run("binding-removal", { type: binding, oldInputs: { actionId: "old" } }).catch(() => undefined);
    expect(calls).not.toEqual([]);
  });
});

describe("a hook that fails", () => {
  test("says what failed, why, and what to do, and no secret", async () => {
    status = 401;
    const failure = hooksOf().run("policy-removal", removal);
    await expect(failure).rejects.toThrow(
      /^Failed to set the MFA policy to Never: the token is wrong or has expired\. .* run the command again\.$/,
    );
    await expect(failure).rejects.not.toThrow(access.apiToken);
  });
});

describe("in a preview", () => {
  beforeEach(async () => {
    await recordResources({}, { preview: true });
  });

  test("what can't be looked up is a warning", async () => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
    onTestFinished(() => {
      warn.mockRestore();
    });
    status = 403;
    await hooksOf().run("same-experience", { type: guardian, newInputs: {} });
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/^Failed to compare .* pulumi up would stop there\.$/),
    ]);
  });

  test("what is found to be wrong stops it", async () => {
    const declared = declaring({ accountFault: () => Promise.resolve("no number") });
    await expect(hooksOf(parts, declared).run("account", { newInputs: {} })).rejects.toThrow(/no number/);
  });

  test("nothing is written, whatever a hook would do", async () => {
    await expect(hooksOf().run("policy-removal", removal)).rejects.toThrow(/preview must not send PUT/);
    expect(calls).toEqual([]);
  });
});
