import type { SandboxDescription } from "../../sandbox/index.ts";
import { managedIn } from "../../configuration/parts.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { senderNames } from "../../senders/index.ts";
import type { Api } from "./localTenant.ts";
import { managementApi, sandboxApi } from "./localTenant.ts";
import type { StackFile } from "../../senders/SenderInCommands.ts";
import { applicationsIn, managesApplications } from "./applicationsInFile.ts";

/** What a tenant and its carriers hold besides the stack, as far as the stack's files show it. */
export interface Surroundings {
  /** The client that users sign in with if the stack manages no application. */
  othersClientId: string | undefined;
  /** The local counterparts of existing clients, by the ids in the files. */
  localIds: ReadonlyMap<string, string>;
}

/**
 * Creates what the stack relies on: existing applications, the parts that others manage, numbers, a Messaging
 * Service.
 */
export async function prepareSurroundings(
  description: SandboxDescription,
  files: readonly StackFile[],
): Promise<Surroundings> {
  const api = managementApi(description);
  for (const sender of senderNames) {
    const account = sendersInCommands[sender].local.holding(description, files);
    await sandboxApi(description)("PATCH", `/carriers/${sender}`, account);
  }
  const [base = {}] = files;
  const managed = managedIn(base);
  const legacy = base["phoneExperience"] === "legacy";
  if (!managed.includes("sender")) await (legacy ? legacySender(api, description) : sender(api, description));
  if (!managed.includes("factor")) {
    await api("PUT", "/guardian/factors/phone/message-types", {
      message_types: listOf(base, "delivery") ?? ["sms"],
    });
    await api("PUT", "/guardian/factors/sms", { enabled: true });
  }
  const localIds = new Map<string, string>();
  for (const { existingClientId: id, callbacks } of files.flatMap(applicationsIn))
    if (id !== undefined && !localIds.has(id)) localIds.set(id, await register(api, callbacks));
  const [others] = managesApplications(base) ? [] : applicationsIn(base);
  return { localIds, othersClientId: others && (await register(api, others.callbacks)) };
}

function listOf(file: StackFile, name: string): string[] | undefined {
  const value = file[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

async function register(api: Api, callbacks: readonly string[]): Promise<string> {
  const origins = [...new Set(callbacks.map((url) => new URL(url).origin))];
  const { client_id } = (await api("POST", "/clients", {
    name: "An application",
    app_type: "spa",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    callbacks,
    allowed_logout_urls: origins,
    web_origins: origins,
    oidc_conformant: true,
  })) as { client_id: string };
  return client_id;
}

const sender = (api: Api, { twilio }: SandboxDescription): Promise<unknown> =>
  api("POST", "/branding/phone/providers", {
    name: "twilio",
    configuration: { sid: twilio.accountSid, default_from: twilio.from, delivery_methods: ["text", "voice"] },
    credentials: { auth_token: twilio.authToken },
  });

async function legacySender(api: Api, { twilio }: SandboxDescription): Promise<void> {
  await api("PUT", "/guardian/factors/sms/providers/twilio", {
    sid: twilio.accountSid,
    auth_token: twilio.authToken,
    from: twilio.from,
  });
  await api("PUT", "/guardian/factors/phone/selected-provider", { provider: "twilio" });
}
