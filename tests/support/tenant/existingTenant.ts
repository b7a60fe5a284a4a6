import { plivoAction } from "../../../senders/plivo/action.ts";
import { actionName, triggers } from "../../../senders/action.ts";
import type { SandboxDescription } from "../../../sandbox/index.ts";
import { bindMfaAction } from "../stack/mfaAction.ts";
import { addExistingService, existingService } from "./messagingService.ts";
import type { Api } from "../../../commands/local/localTenant.ts";

/** A tenant that people have set up by hand, in the dashboard. */
export interface ExistingTenant {
  experience: "unified" | "legacy";
  /** `ours`: Plivo by this project's Action. `foreign`: by one that somebody wrote. */
  sender: "twilio" | "twilio service" | "ours" | "foreign" | "none";
  application:
    "as in the guide" | "of its own kind" | "with a URL that is refused" | "three of them" | "none";
  policy: "always" | "adaptive" | "never";
  delivery: ("sms" | "voice")[];
  /** Whether the phone factor is on. */
  factor: boolean;
  messages: "Auth0's own" | "of the tenant" | "without the code" | "none";
  /** Other applications, factors, Actions in the flow and templates. */
  crowded: boolean;
  /** Whether an Action in the login flow asks for MFA. */
  mfaAction: boolean;
}

/** The tenant that the Twilio guide makes. */
export const guide: ExistingTenant = {
  experience: "unified",
  sender: "twilio",
  application: "as in the guide",
  policy: "always",
  delivery: ["sms"],
  factor: true,
  messages: "Auth0's own",
  crowded: false,
  mfaAction: false,
};

const policies = { always: ["all-applications"], adaptive: ["confidence-score"], never: [] };

export async function setUpExisting(api: Api, tenant: ExistingTenant, to: SandboxDescription): Promise<void> {
  await registerApplication(api, tenant.application);
  if (tenant.crowded) await crowd(api, tenant);
  if (tenant.mfaAction) await bindMfaAction(api);
  if (tenant.sender === "ours" || tenant.sender === "foreign") await deployAction(api, tenant, to);
  if (tenant.sender === "twilio service") await addExistingService(to, { numbers: [to.twilio.from] });
  if (tenant.experience === "unified") await setUnified(api, tenant, to);
  else await setLegacy(api, tenant, to);
  await api("PUT", "/guardian/factors/sms", { enabled: tenant.factor });
  await api("PUT", "/guardian/factors/phone/message-types", { message_types: tenant.delivery });
  await api("PUT", "/guardian/policies", policies[tenant.policy]);
}

async function registerApplication(api: Api, kind: ExistingTenant["application"]): Promise<void> {
  if (kind === "none") return;
  const local = "http://localhost:3000";
  const guide = {
    name: "Twilio MFA Test",
    app_type: "spa",
    token_endpoint_auth_method: "none",
    callbacks: [local],
    allowed_logout_urls: [local],
    web_origins: [local],
  };
  const own = {
    ...guide,
    name: "Shop \u202e pohS",
    description: "Sells things",
    callbacks: ["https://shop.example.com/callback", "http://localhost:8484"],
    web_origins: ["https://shop.example.com"],
    allowed_logout_urls: ["https://shop.example.com", "https://*.shop.example.com"],
    grant_types: ["authorization_code", "implicit", "refresh_token"],
    logo_uri: "https://shop.example.com/logo.png",
    client_metadata: { team: "checkout" },
    jwt_configuration: { alg: "RS256", lifetime_in_seconds: 600 },
  };
  const refused = { ...own, callbacks: ["http://shop.example.com/callback", "com.example.shop://callback"] };
  const clients = {
    "as in the guide": guide,
    "of its own kind": own,
    "with a URL that is refused": refused,
  };
  const admin = { ...guide, name: "Admin", callbacks: ["https://admin.example.com"], web_origins: [] };
  const registered = kind === "three of them" ? [guide, own, admin] : [clients[kind]];
  for (const client of registered) await api("POST", "/clients", client);
}

async function crowd(api: Api, { experience }: ExistingTenant): Promise<void> {
  await api("POST", "/clients", {
    name: "Server",
    app_type: "regular_web",
    callbacks: ["https://s.example.com"],
  });
  await api("POST", "/clients", { name: "Job", app_type: "non_interactive" });
  for (const factor of ["otp", "webauthn-roaming", "recovery-code"])
    await api("PUT", `/guardian/factors/${factor}`, { enabled: true });
  const action = await deployed(
    api,
    "Note the login",
    "post-login",
    "v3",
    "exports.onExecutePostLogin = async () => {};",
  );
  await bind(api, "post-login", [action]);
  if (experience === "unified") {
    await api("POST", "/branding/phone/templates", {
      type: "blocked_account",
      content: { syntax: "liquid", body: { text: "Blocked.", voice: "Blocked." } },
    });
  } else {
    const other = await deployed(
      api,
      "Note the message",
      "send-phone-message",
      "v2",
      "exports.onExecuteSendPhoneMessage = async () => {};",
    );
    await bind(api, "send-phone-message", [other]);
  }
}

interface Deployed {
  id: string;
  name: string;
}

async function deployed(
  api: Api,
  name: string,
  trigger: string,
  version: string,
  code: string,
  secrets: { name: string; value: string }[] = [],
): Promise<Deployed> {
  const { id } = (await api("POST", "/actions/actions", {
    name,
    supported_triggers: [{ id: trigger, version }],
    code,
    runtime: "node22",
    secrets,
  })) as Deployed;
  await api("GET", `/actions/actions/${id}`);
  await api("POST", `/actions/actions/${id}/deploy`);
  return { id, name };
}

async function bind(api: Api, trigger: string, actions: readonly Deployed[]): Promise<void> {
  const path = `/actions/triggers/${trigger}/bindings`;
  const { bindings } = (await api("GET", path)) as { bindings: { id: string; display_name: string }[] };
  await api("PATCH", path, {
    bindings: [
      ...bindings.map(({ id, display_name }) => ({ ref: { type: "binding_id", value: id }, display_name })),
      ...actions.map(({ id, name }) => ({ ref: { type: "action_id", value: id }, display_name: name })),
    ],
  });
}

async function deployAction(api: Api, tenant: ExistingTenant, { plivo }: SandboxDescription): Promise<void> {
  const { id, version } = triggers[tenant.experience];
  const isOurs = tenant.sender === "ours";
  const code = isOurs ? plivoAction.code : "exports.onExecuteCustomPhoneProvider = async () => {};";
  const action = await deployed(
    api,
    isOurs ? actionName(plivoAction, tenant.experience) : "Plivo, by hand",
    id,
    version,
    code,
    [
      { name: "PLIVO_AUTH_ID", value: plivo.authId },
      { name: "PLIVO_AUTH_TOKEN", value: plivo.authToken },
      { name: "PLIVO_FROM", value: plivo.from },
    ],
  );
  if (tenant.experience === "legacy") await bind(api, id, [action]);
}

const texts = {
  "Auth0's own": {
    enrollment:
      "{{code}} is your verification code for {{friendly_name}}. Please enter this code to verify your enrollment.",
    verification: "{{code}} is your verification code for {{friendly_name}}.",
  },
  "of the tenant": { enrollment: "Welcome! {{ code }}", verification: "{{ code }} lets you in" },
  "without the code": { enrollment: "Welcome!", verification: "{{ code }} lets you in" },
};

async function setUnified(api: Api, tenant: ExistingTenant, { twilio }: SandboxDescription): Promise<void> {
  const { sender, delivery, messages } = tenant;
  const delivery_methods = delivery.map((each) => (each === "sms" ? "text" : each));
  const from = sender === "twilio service" ? { mssid: existingService } : { default_from: twilio.from };
  if (sender !== "none") {
    await api(
      "POST",
      "/branding/phone/providers",
      sender === "ours" || sender === "foreign"
        ? { name: "custom", configuration: { delivery_methods }, credentials: {} }
        : {
            name: "twilio",
            configuration: { sid: twilio.accountSid, ...from, delivery_methods },
            credentials: { auth_token: twilio.authToken },
          },
    );
  }
  if (messages === "none") return;
  const { enrollment, verification } = texts[messages];
  for (const [type, text] of [
    ["otp_enroll", enrollment],
    ["otp_verify", verification],
  ]) {
    await api("POST", "/branding/phone/templates", {
      type,
      disabled: false,
      content: { syntax: "liquid", body: { text, voice: text } },
    });
  }
}

async function setLegacy(api: Api, tenant: ExistingTenant, { twilio }: SandboxDescription): Promise<void> {
  const { sender, messages } = tenant;
  const isTwilio = sender === "twilio" || sender === "twilio service";
  if (isTwilio) {
    await api("PUT", "/guardian/factors/phone/providers/twilio", {
      sid: twilio.accountSid,
      auth_token: twilio.authToken,
      ...(sender === "twilio" ? { from: twilio.from } : { messaging_service_sid: existingService }),
    });
  }
  if (sender !== "none") {
    const provider = isTwilio ? "twilio" : "phone-message-hook";
    await api("PUT", "/guardian/factors/phone/selected-provider", { provider });
  }
  if (messages === "none" || messages === "Auth0's own") return;
  const { enrollment, verification } = texts[messages];
  await api("PUT", "/guardian/factors/phone/templates", {
    enrollment_message: enrollment,
    verification_message: verification,
  });
}
