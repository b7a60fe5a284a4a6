import type { TestStack } from "./testStack.ts";

/** How the tenant looks to a user who signs in. */
export interface Posture {
  /** Whether the second factor is asked for. */
  required: boolean;
  /** Whether a message with a code could leave. */
  possible: boolean;
}

/** Looks at the tenant as a user would meet it. Required and not possible is a lock-out. */
export async function posture(
  stack: TestStack,
  experience: "unified" | "legacy" = "unified",
): Promise<Posture> {
  const read = (path: string) => stack.api("GET", path);
  const policies = (await read("/guardian/policies")) as string[];
  const factors = (await read("/guardian/factors")) as { name: string; enabled: boolean }[];
  const types = (await read("/guardian/factors/phone/message-types")) as { message_types: string[] };
  const on = factors.some(({ name, enabled }) => name === "sms" && enabled);
  const sender = experience === "unified" ? await unifiedSender(read) : await legacySender(read);
  return { required: policies.length > 0, possible: on && types.message_types.length > 0 && sender };
}

type Read = (path: string) => Promise<unknown>;

async function unifiedSender(read: Read): Promise<boolean> {
  const { providers } = (await read("/branding/phone/providers")) as {
    providers: { name: string; disabled: boolean }[];
  };
  const [provider] = providers;
  if (!provider || provider.disabled) return false;
  return provider.name === "twilio" || (await hasDeployedAction(read, "custom-phone-provider"));
}

async function legacySender(read: Read): Promise<boolean> {
  const { provider } = (await read("/guardian/factors/phone/selected-provider")) as { provider: string };
  if (provider === "twilio") {
    const twilio = (await read("/guardian/factors/sms/providers/twilio")) as Record<string, unknown>;
    return Boolean(
      twilio["sid"] && twilio["auth_token"] && (twilio["from"] ?? twilio["messaging_service_sid"]),
    );
  }
  const { bindings } = (await read("/actions/triggers/send-phone-message/bindings")) as {
    bindings: unknown[];
  };
  return bindings.length > 0;
}

async function hasDeployedAction(read: Read, trigger: string): Promise<boolean> {
  const { actions } = (await read(`/actions/actions?triggerId=${trigger}`)) as {
    actions: { deployed_version?: { deployed?: boolean } }[];
  };
  return actions.some((action) => action.deployed_version?.deployed === true);
}
