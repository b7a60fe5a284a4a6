import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Declared } from "../../../components/hooks/Hook.ts";
import { hookNames, registeredAs } from "../../../components/hooks/index.ts";
import type { HookName } from "../../../components/hooks/index.ts";
import { purposeOf } from "../../../components/hooks/purpose.ts";
import { slotOf, StackHooks } from "../../../components/hooks/StackHooks.ts";
import type { Managed } from "../../../configuration/parts.ts";
import { parts } from "../../../configuration/parts.ts";
import { recordResources, valueOf } from "../../support/pulumi/mocks.ts";
import { access, declaring, plivo } from "../../support/tenant/hookedTenant.ts";

const provider = "auth0:index/phoneProvider:PhoneProvider";
const guardian = "auth0:index/guardian:Guardian";
const action = "auth0:index/action:Action";
const binding = "auth0:index/triggerAction:TriggerAction";

let calls: string[] = [];
let status = 200;
let answer: object = {};

beforeEach(async () => {
  await recordResources();
  calls = [];
  status = 200;
  answer = {};
  const info = vi.spyOn(pulumi.log, "info").mockResolvedValue(undefined);
  vi.stubGlobal("fetch", (url: string, { method = "GET" }: { method?: string }) => {
    calls.push(`${method} ${new URL(url).pathname.replace("/api/v2", "")}`);
    const found = url.includes("/triggers/post-login/") ? { bindings: [] } : answer;
    return Promise.resolve(Response.json(found, { status }));
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    info.mockRestore();
  });
});

/** A program whose updates may lower the policy. */
const weakening = (phone: Parameters<typeof declaring>[0] = {}): Declared =>
  declaring({ allowWeakening: true, ...phone });

/** The hooks of a stack, as the engine calls them. */
function hooksOf(managed: readonly Managed[] = parts, declared: Declared = weakening()) {
  const hooks = new StackHooks(access, { ...declared, managed });
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

/** A resource as the program declares it. */
const resource = (urn: string | Promise<string>, id: string): pulumi.CustomResource =>
  ({ urn: pulumi.output(urn), id: pulumi.output(id) }) as unknown as pulumi.CustomResource;

const removal = { type: guardian, oldInputs: { policy: "all-applications" } };
const never = ["GET /actions/triggers/post-login/bindings", "PUT /guardian/policies"];

test("the engine runs the hooks that only read in a preview too, and no other", () => {
  for (const name of hookNames) {
    const [hook] = hooksOf().hooks.named([name]);
    expect([name, hook?.opts?.onDryRun]).toEqual([name, registeredAs(name).onDryRun !== undefined]);
  }
});

describe("a resource that the stack no longer declares", () => {
  test("is removed from the tenant", async () => {
    await hooksOf().run("policy-removal", removal);
    expect(calls).toEqual(never);
  });

  test.each<[string, string[]]>([
    ["the program does not declare it", []],
    ["the program declares it, as in a destroy without its purpose", never],
  ])("lowers no policy unasked: %s", async (_, made) => {
    const { hooks, run } = hooksOf(parts, declaring());
    const occupant = resource("urn:pulumi:dev::p::auth0:index/guardian:Guardian::r", "1");
    if (made.length > 0) hooks.occupy("Guardian", occupant);
    await valueOf(occupant.urn);
    const ran = run("policy-removal", removal);
    if (made.length > 0) await ran;
    else await expect(ran).rejects.toThrow("Failed to turn MFA off: the program no longer declares");
    expect(calls).toEqual(made);
  });

  test("stays unchanged if its part is no longer managed", async () => {
    await hooksOf(["application", "factor"]).run("policy-removal", removal);
    expect(calls).toEqual([]);
  });

  test("is removed by a destroy although the program would declare it, but stays if its part is not managed", async () => {
    for (const [name, value] of Object.entries(purposeOf("destroy"))) vi.stubEnv(name, value);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const { hooks, run } = hooksOf();
    hooks.occupy("Guardian", resource("urn:other", "2"));
    await run("policy-removal", removal);
    expect(calls).toEqual(never);
    calls = [];
    await hooksOf([]).run("policy-removal", removal);
    expect(calls).toEqual([]);
  });
});

describe("half of a replacement or of a rename", () => {
  const own = { urn: "urn:own", id: "1" };

  test.each<[string, string, HookName, [urn: string, id: string], boolean]>([
    ["settings by another URN", guardian, "policy-removal", ["urn:other", "2"], false],
    ["settings replaced, in this run or one before", guardian, "policy-removal", ["urn:own", "2"], false],
    [
      "settings that the program declares, in a destroy without its purpose",
      guardian,
      "policy-removal",
      ["urn:own", "1"],
      true,
    ],
    ["a provider, whose other half has its id", provider, "sender-removal", ["urn:own", "1"], false],
    ["an Action by another URN", action, "action-removal", ["urn:other", "2"], false],
    ["a binding by another URN", binding, "binding-removal", ["urn:other", "1"], false],
    ["the binding of another Action", binding, "binding-removal", ["urn:own", "2"], true],
    ["the binding in a destroy without its purpose", binding, "binding-removal", ["urn:own", "1"], true],
  ])("%s: only what the program does not declare is removed", async (_, type, hook, [urn, id], goes) => {
    const { hooks, run } = hooksOf();
    const oldInputs = {
      ...removal.oldInputs,
      supportedTriggers: { id: "send-phone-message" },
      actionId: "a",
    };
    const occupant = resource(urn, id);
    hooks.occupy(slotOf(type, oldInputs) ?? "", occupant);
    await valueOf(occupant.urn);
    await run(hook, { type, oldInputs, ...own }).catch(() => undefined);
    expect(calls.length > 0).toBe(goes);
  });

  test("keeps the resource if the old half is deleted before the new one exists", async () => {
    const { hooks, run } = hooksOf();
    hooks.occupy("Guardian", resource(new Promise<string>(() => undefined), "2"));
    await run("policy-removal", removal);
    expect(calls).toEqual([]);
  });

  test("an Action of a different trigger, and a template of a different type, are different resources", () => {
    const of = (id: string) => slotOf(action, { supportedTriggers: { id } });
    expect(of("custom-phone-provider")).not.toBe(of("send-phone-message"));
    const template = "auth0:index/phoneNotificationTemplate:PhoneNotificationTemplate";
    expect(slotOf(template, { type: "otp_enroll" })).not.toBe(slotOf(template, { type: "otp_verify" }));
    expect(slotOf("pulumi:index:Stash", {})).toBeUndefined();
    expect(slotOf("auth0:index/client:Client", {}, "a")).not.toBe(
      slotOf("auth0:index/client:Client", {}, "b"),
    );
  });
});

test("an Action's update sends its secrets only if they differ from those that its provider assumes", async () => {
  const { run } = hooksOf(parts, declaring({ sender: plivo }));
  const secrets = (value: string) => ({ secrets: [{ name: "TOKEN", value }] });
  // After a failed update, the provider believes that the new ones are written.
  const unsent = {
    type: action,
    newInputs: secrets("new"),
    oldInputs: secrets("old"),
    oldOutputs: secrets("new"),
  };
  await run("same-experience", unsent).catch(() => undefined);
  answer = {
    actions: [
      {
        id: "a1",
        name: "Ours",
        code: "code",
        status: "built",
        deployed_version: { code: "code", deployed: true },
      },
    ],
  };
  calls = [];
  await run("credentials", { newInputs: {} }).catch(() => undefined);
  expect(calls).toContain("PATCH /actions/actions/a1");
  await run("same-experience", { ...unsent, oldOutputs: secrets("old") }).catch(() => undefined);
  calls = [];
  await run("credentials", { newInputs: {} });
  expect(calls).toEqual(["GET /actions/actions"]);
});

test("a write of a phone provider sends its credentials", async () => {
  const { run } = hooksOf(parts, declaring());
  await run("same-experience", { type: guardian, newInputs: { name: "twilio" } }).catch(() => undefined);
  answer = { providers: [{ id: "p1", name: "twilio", configuration: {} }] };
  calls = [];
  await run("credentials", { newInputs: {} }).catch(() => undefined);
  expect(calls).toContain("PATCH /branding/phone/providers/p1");
  await run("same-experience", { type: provider, newInputs: { name: "twilio" } }).catch(() => undefined);
  calls = [];
  await run("credentials", { newInputs: {} });
  expect(calls).toEqual([]);
});

const lowered = {
  type: guardian,
  newInputs: { policy: "never" },
  oldInputs: { policy: "all-applications" },
};

test("a note of the preview is not repeated by the up", async () => {
  await hooksOf().run("mfa-by-action", lowered);
  expect(calls).toEqual([]);
});

describe("a hook that fails", () => {
  test("reports what failed, why, and the fix, without a secret", async () => {
    status = 401;
    const failure = hooksOf().run("policy-removal", removal);
    await expect(failure).rejects.toThrow(
      /^Failed to turn MFA off: the token in AUTH0_API_TOKEN is not a JSON Web Token\. Nothing further was changed\. Fix: unset it [^.]*\.$/,
    );
    await expect(failure).rejects.not.toThrow(access.apiToken);
  });

  const push = { push: { enabled: true } };
  const methods = { configuration: { deliveryMethods: ["text", "voice"] } };

  test.each<[HookName, Partial<pulumi.ResourceHookArgs>, string, string]>([
    ["same-experience", {}, "compare the tenant's phone experience with the stack's", "Nothing was changed."],
    ["codes-can-arrive", { newInputs: push }, "check that users can complete MFA", "Nothing was changed."],
    ["existing-client", {}, "check the application that existingClientId refers to", "Nothing was changed."],
    ["registered-client", {}, "look for applications that were registered twice", "Users are not affected."],
    ["new-action", {}, "look for an Action that an earlier run left", "Nothing was created."],
    ["new-template", {}, "look for a template that an earlier run left", "Nothing was created."],
    ["binding", {}, "deploy the Action that sends messages", "Messages are sent as before."],
    ["sender", {}, "change how the tenant's messages are sent", "They are sent as before."],
    [
      "credentials",
      {},
      "send the sender's credentials",
      "Messages are still sent with the old credentials, if at all.",
    ],
    ["mfa", { oldInputs: methods }, "change the tenant's MFA settings", "Users who could sign in still can."],
    [
      "client-release",
      {},
      "remove the stack's ownership tag from the application",
      "Users are not affected.",
    ],
    ["client-removal", {}, "delete the application", "Users can still sign in to it."],
    ["policy-removal", removal, "turn MFA off", "Nothing further was changed."],
    [
      "other-factors-removal",
      { type: guardian, oldInputs: { otp: true } },
      "turn off the other factors",
      "Nothing further was changed.",
    ],
    ["factor-removal", removal, "turn the phone factor off", "Nothing further was changed."],
    [
      "sender-removal",
      { type: provider },
      "remove the sender of phone messages",
      "Nothing further was changed.",
    ],
    [
      "binding-removal",
      { type: binding },
      "remove the Action from the flow that sends messages",
      "Nothing further was changed.",
    ],
    [
      "action-removal",
      { type: action },
      "delete the Action that sent messages",
      "Nothing further was changed.",
    ],
    ["template-removal", {}, "delete a template of phone messages", "Users still get its text."],
  ])("%s: says what failed and what that means for users", async (name, args, purpose, consequence) => {
    status = 401;
    const managed = [...parts, "otp"] as const;
    await expect(hooksOf(managed, weakening({ sender: plivo })).run(name, args)).rejects.toThrow(
      `Failed to ${purpose}: the token in AUTH0_API_TOKEN is not a JSON Web Token. ${consequence} Fix: unset it`,
    );
  });

  test.each<[HookName, Partial<pulumi.ResourceHookArgs>, string]>([
    [
      "service-removal",
      {},
      "Failed to delete the Messaging Service: the account's credentials are missing. The service stays at Twilio. Fix: pulumi config set twilio:accountSid AC… --stack dev and pulumi config set --secret twilio:authToken --stack dev.",
    ],
    [
      "attachment-removal",
      {},
      "Failed to remove a number from the Messaging Service: the account's credentials are missing. The number stays in the service. Fix: pulumi config set twilio:accountSid AC… --stack dev and pulumi config set --secret twilio:authToken --stack dev.",
    ],
    [
      "protection",
      {},
      "Failed to delete a resource of the stack: r is protected. Nothing was changed. Fix: while the stack still declares it, run pulumi config set protect false and pulumi up; then repeat the change or the destroy.",
    ],
  ])("%s: the whole message", async (name, args, message) => {
    await expect(hooksOf().run(name, args)).rejects.toThrow(message);
  });
});

describe("in a preview", () => {
  beforeEach(async () => {
    await recordResources({}, { preview: true });
  });

  test("the Actions that may require MFA are looked up", async () => {
    await hooksOf().run("mfa-by-action", lowered);
    expect(calls).toEqual(["GET /actions/triggers/post-login/bindings"]);
  });

  test("a failed lookup is one warning, whichever checks need it", async () => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
    onTestFinished(() => {
      warn.mockRestore();
    });
    status = 403;
    const hooks = hooksOf();
    await hooks.run("same-experience", { type: guardian, newInputs: {} });
    await hooks.run("codes-can-arrive", { type: guardian, newInputs: { push: { enabled: true } } });
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(
        /^Failed to compare .* the tenant returned 403\. pulumi up would fail here\. Fix: correct .*v2 describes it\.$/,
      ),
    ]);
  });

  test("a rejected check stops the preview", async () => {
    const declared = declaring({ accountFault: () => Promise.resolve("no number") });
    await expect(hooksOf(parts, declared).run("account", { newInputs: { name: "twilio" } })).rejects.toThrow(
      /no number/,
    );
  });

  test("nothing is written, regardless of the hook", async () => {
    await expect(hooksOf().run("policy-removal", removal)).rejects.toThrow(/preview must not send PUT/);
    expect(calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
  });
});
