import type { HookName } from "../../components/hooks/index.ts";
import { secondTwilioToken } from "../../senders/twilio/local.ts";
import { bindMfaAction } from "../support/stack/mfaAction.ts";
import { signInState } from "../support/stack/signInState.ts";
import type { TestStack, TestStackOptions } from "../support/stack/testStack.ts";
import { failOnce } from "../support/stack/testStack.ts";

/** What one hook is there for. */
interface Guard {
  options?: TestStackOptions;
  /** Whether the promise is kept. */
  isKept: (stack: TestStack) => Promise<boolean>;
}

const succeeds = async ({ local }: TestStack, ...args: string[]) => (await local.pulumi(args)).code === 0;
const up = ["up", "--yes", "--skip-preview"];

/** Whether a preview of the stack is refused. */
const isRefused = async (stack: TestStack, values: Record<string, unknown>): Promise<boolean> => {
  await stack.set(values);
  return !(await succeeds(stack, "preview"));
};

/** What is left on the tenant after a destroy, from a call that lists it. */
const isGone =
  (path: string, name: string, before?: (stack: TestStack) => Promise<unknown>) =>
  async (stack: TestStack): Promise<boolean> => {
    await before?.(stack);
    await stack.up();
    await succeeds(stack, "destroy", "--yes", "--skip-preview");
    const found = (await stack.api("GET", path)) as Record<string, unknown[]>;
    return found[name]?.length === 0;
  };

/** Whether a creation whose answer was lost leaves one in the end. */
const isThereOnce =
  (call: string, path: string, count: (found: unknown) => number) =>
  async (stack: TestStack): Promise<boolean> => {
    await stack.sandbox("POST", "/faults", { rules: [`${call} 1 lost`] });
    await stack.local.pulumi(up);
    await stack.sandbox("DELETE", "/faults");
    return (await succeeds(stack, ...up)) && count(await stack.api("GET", path)) === 1;
  };

const plivo = { sender: "plivo" } as const;
const legacyPlivo = { sender: "plivo", phoneExperience: "legacy" } as const;
const withService = async (stack: TestStack) => {
  const { from } = stack.local.sandbox.describe().twilio;
  await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from] } });
};

interface Account {
  messagingServices: { numbers: string[] }[];
}

const service = async (stack: TestStack) =>
  ((await stack.sandbox("GET", "/carriers/twilio")) as Account).messagingServices[0];

/** Each hook's guard: with it the promise is kept, without it broken. */
export const guards: Readonly<Record<HookName, Guard>> = {
  "same-experience": {
    options: { phoneExperience: "legacy" },
    isKept: async (stack) => {
      const env = { ...process.env, ...stack.local.environment, AUTH0_CLIENT_SECRET: "wrong" };
      await stack.local.pulumi(up, { env });
      const { stdout } = await stack.local.pulumi(["stack", "export"]);
      const isPinned = stdout.includes("Stash::tenant");
      return !isPinned && (await isRefused(stack, { phoneExperience: "unified" }));
    },
  },
  "codes-can-arrive": { isKept: (stack) => isRefused(stack, { manage: ["policy"] }) },
  "mfa-by-action": {
    options: { up: true },
    isKept: async (stack) => {
      await bindMfaAction(stack.api);
      await stack.set({ mfaPolicy: "never", allowWeakening: true });
      const { stdout, stderr } = await stack.local.pulumi(["preview"]);
      return `${stdout}${stderr}`.includes('The Action "Ask for MFA" in the login flow may require MFA');
    },
  },
  account: { isKept: (stack) => isRefused(stack, { twilioFrom: "+14155550123" }) },
  "existing-client": {
    isKept: async (stack) => {
      const { client_id: existingClientId } = (await stack.api("POST", "/clients", {
        name: "Server",
        app_type: "regular_web",
      })) as { client_id: string };
      return isRefused(stack, { existingClientId, manageUrls: false });
    },
  },
  "registered-client": {
    isKept: isThereOnce(
      "POST /clients",
      "/clients?is_global=false",
      (found) => (found as { name: string }[]).filter(({ name }) => name === "Twilio MFA Test").length,
    ),
  },
  "new-action": {
    options: plivo,
    isKept: isThereOnce(
      "POST /actions/actions",
      "/actions/actions",
      (found) => (found as { actions: unknown[] }).actions.length,
    ),
  },
  "new-template": {
    isKept: isThereOnce(
      "POST /branding/phone/templates",
      "/branding/phone/templates",
      (found) =>
        (found as { templates: { type: string }[] }).templates.filter(({ type }) => type === "otp_enroll")
          .length,
    ),
  },
  binding: {
    options: legacyPlivo,
    isKept: async (stack) => {
      await failOnce(stack, "POST /actions/actions/*/deploy");
      await stack.failingUp();
      // A refresh clears the engine's record of the failure.
      await stack.refresh();
      return succeeds(stack, ...up);
    },
  },
  sender: {
    options: { up: true },
    isKept: async (stack) => {
      await stack.set({ delivery: ["voice"] });
      await stack.sandbox("POST", "/faults", { rules: ["PUT /guardian/factors/phone/message-types * 403"] });
      await stack.failingUp();
      const { providers } = (await stack.api("GET", "/branding/phone/providers")) as {
        providers: { configuration: { delivery_methods: string[] } }[];
      };
      return providers[0]?.configuration.delivery_methods.includes("text") === true;
    },
  },
  credentials: {
    options: { up: true },
    isKept: async (stack) => {
      const token = await secondTwilioToken(stack.local.sandbox.describe());
      await stack.local.configure({}, { "twilio:authToken": token });
      await failOnce(stack, "PATCH /branding/phone/providers/*");
      await stack.failingUp();
      await stack.refresh();
      await stack.calls();
      await stack.up();
      return (await stack.calls()).some(({ method }) => method === "PATCH");
    },
  },
  mfa: {
    isKept: async (stack) => {
      await failOnce(stack, "PUT /guardian/factors/sms");
      await stack.failingUp();
      return !(await signInState(stack)).required;
    },
  },
  "client-release": {
    options: { up: true },
    isKept: async (stack) => {
      const { clientId } = await stack.outputs();
      // Handed over, and then another application of that name is registered.
      await stack.set({ manage: ["sender", "messages", "factor", "policy"] });
      await stack.up();
      await stack.set({ manage: undefined });
      await stack.up();
      const clients = (await stack.api("GET", "/clients")) as { client_id: string }[];
      return clients.some(({ client_id: id }) => id === clientId);
    },
  },
  "client-removal": {
    isKept: async (stack) => {
      await stack.up();
      const { clientId } = await stack.outputs();
      await succeeds(stack, "destroy", "--yes", "--skip-preview");
      const clients = (await stack.api("GET", "/clients")) as { client_id: string }[];
      return clients.every(({ client_id: id }) => id !== clientId);
    },
  },
  "policy-removal": {
    isKept: async (stack) => {
      await stack.up();
      await succeeds(stack, "destroy", "--yes", "--skip-preview");
      return ((await stack.api("GET", "/guardian/policies")) as unknown[]).length === 0;
    },
  },
  "factor-removal": {
    isKept: async (stack) => {
      await stack.up();
      await succeeds(stack, "destroy", "--yes", "--skip-preview");
      const factors = (await stack.api("GET", "/guardian/factors")) as { enabled: boolean }[];
      return factors.every(({ enabled }) => !enabled);
    },
  },
  "other-factors-removal": {
    isKept: async (stack) => {
      await stack.set({ otherFactors: { otp: true } });
      await stack.up();
      await succeeds(stack, "destroy", "--yes", "--skip-preview");
      const factors = (await stack.api("GET", "/guardian/factors")) as { name: string; enabled: boolean }[];
      return factors.every(({ name, enabled }) => name !== "otp" || !enabled);
    },
  },
  "sender-removal": { isKept: isGone("/branding/phone/providers", "providers") },
  "template-removal": { isKept: isGone("/branding/phone/templates", "templates") },
  "action-removal": { options: plivo, isKept: isGone("/actions/actions", "actions") },
  "binding-removal": {
    options: legacyPlivo,
    isKept: isGone("/actions/triggers/send-phone-message/bindings", "bindings"),
  },
  "service-removal": {
    isKept: async (stack) => {
      await withService(stack);
      await stack.up();
      await succeeds(stack, "destroy", "--yes", "--skip-preview");
      return (await service(stack)) === undefined;
    },
  },
  "attachment-removal": {
    isKept: async (stack) => {
      const { from } = stack.local.sandbox.describe().twilio;
      const second = "+14152000002";
      const able = [from, second].map((phoneNumber) => ({ phoneNumber, sms: true, voice: true }));
      await stack.sandbox("PATCH", "/carriers/twilio", { numbers: able });
      await stack.set({ twilioFrom: "", twilioMessaging: { service: true, numbers: [from, second] } });
      await stack.up();
      await stack.set({ twilioMessaging: { service: true, numbers: [from] } });
      await stack.up();
      return (await service(stack))?.numbers.length === 1;
    },
  },
  protection: {
    options: { stack: "prod" },
    isKept: async (stack) => {
      await stack.up();
      await stack.local.pulumi(["state", "unprotect", "--all", "--yes"]);
      return !(await succeeds(stack, "destroy", "--yes", "--skip-preview"));
    },
  },
};
