import type { Settings } from "../settings/settings.ts";

/** One setting as the stack declares it and as the tenant has it. */
export interface Comparison {
  setting: string;
  declared: string;
  effective: string;
}

/** Reads one path of the Management API. */
export type Read = (path: string) => Promise<unknown>;

/** Compares what a stack declares with what its tenant does, setting by setting, as a user would meet them. */
export async function compareSettings(
  settings: Settings,
  clientId: string,
  read: Read,
): Promise<Comparison[]> {
  const client = (await read(`/clients/${clientId}`)) as Record<string, unknown>;
  const sender = await (settings.phoneExperience === "unified" ? unifiedSender(read) : legacySender(read));
  const factors = (await read("/guardian/factors")) as { name: string; enabled: boolean }[];
  const delivery = (await read("/guardian/factors/phone/message-types")) as { message_types: string[] };
  const policies = (await read("/guardian/policies")) as string[];
  const { application, sender: declared, messages } = settings;
  const from = declared?.kind === "twilio" ? (declared.from ?? declared.messagingServiceSid) : undefined;

  return [
    ...(application
      ? [
          row("application", application.appName, client["name"]),
          row("callback URLs", application.callbackUrls, client["callbacks"]),
          row("logout URLs", application.logoutUrls, client["allowed_logout_urls"]),
          row("web origins", application.webOrigins, client["web_origins"]),
        ]
      : []),
    ...(declared ? [row("sender", declared.kind, sender.name)] : []),
    ...(from === undefined ? [] : [row("from", from, sender.from)]),
    ...(messages
      ? [
          row("enrolment message", messages.enrollment, sender.enrollment),
          row("verification message", messages.verification, sender.verification),
        ]
      : []),
    row("phone factor", "on", factors.find(({ name }) => name === "sms")?.enabled === true ? "on" : "off"),
    row("delivery", settings.delivery, delivery.message_types),
    row("MFA policy", settings.mfaPolicy, policyNames[policies[0] ?? ""] ?? policies[0]),
  ];
}

interface EffectiveSender {
  name: string | undefined;
  from: string | undefined;
  enrollment: string | undefined;
  verification: string | undefined;
}

const policyNames: Readonly<Record<string, string>> = {
  "": "never",
  "all-applications": "always",
  "confidence-score": "adaptive",
};

async function unifiedSender(read: Read): Promise<EffectiveSender> {
  const { providers } = (await read("/branding/phone/providers")) as {
    providers: { name: string; configuration: { default_from?: string; mssid?: string } }[];
  };
  const { templates } = (await read("/branding/phone/templates")) as {
    templates: { type: string; content: { body: { text?: string } } }[];
  };
  const text = (type: string) => templates.find((template) => template.type === type)?.content.body.text;
  const [provider] = providers;
  return {
    name: provider?.name === "custom" ? await senderOfAction(read, "custom-phone-provider") : provider?.name,
    from: provider?.configuration.default_from ?? provider?.configuration.mssid,
    enrollment: text("otp_enroll"),
    verification: text("otp_verify"),
  };
}

async function legacySender(read: Read): Promise<EffectiveSender> {
  const { provider } = (await read("/guardian/factors/phone/selected-provider")) as { provider: string };
  const twilio = (await read("/guardian/factors/sms/providers/twilio")) as Record<string, string | undefined>;
  const templates = (await read("/guardian/factors/sms/templates")) as Record<string, string | undefined>;
  return {
    name: provider === "phone-message-hook" ? await senderOfAction(read, "send-phone-message") : provider,
    from: twilio["from"] ?? twilio["messaging_service_sid"],
    enrollment: templates["enrollment_message"],
    verification: templates["verification_message"],
  };
}

/** The tenant knows only that an Action sends; which carrier it calls stands in its secrets' names. */
async function senderOfAction(read: Read, trigger: string): Promise<string | undefined> {
  const { actions } = (await read(`/actions/actions?triggerId=${trigger}&deployed=true`)) as {
    actions: { secrets?: { name: string }[] }[];
  };
  return actions.some(({ secrets = [] }) => secrets.some(({ name }) => name.startsWith("PLIVO_")))
    ? "plivo"
    : undefined;
}

function row(setting: string, declared: unknown, effective: unknown): Comparison {
  return { setting, declared: show(declared), effective: show(effective) };
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : "none";
  return typeof value === "string" ? value : "none";
}
