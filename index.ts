import * as pulumi from "@pulumi/pulumi";
import { PhoneMfa } from "./components/PhoneMfa.ts";
import { PinnedTenant } from "./components/PinnedTenant.ts";
import { SpaClient } from "./components/SpaClient.ts";
import { TwilioMessaging } from "./components/TwilioMessaging.ts";
import { loadSettings } from "./config.ts";
import { assertClientExists } from "./components/hooks/existingClient.ts";
import { assertExperience } from "./components/hooks/experience.ts";
import { leftovers } from "./components/hooks/leftovers.ts";
import { assertMessagesCanLeave } from "./components/hooks/messages.ts";
import { findTesterClient, tryLoginUrl } from "./components/hooks/tryLogin.ts";
import type { SenderArgs } from "./senders/index.ts";
import { ManagementApi } from "./tenant/api/ManagementApi.ts";
import { assertNumbers } from "./senders/twilio/numbers.ts";

const settings = loadSettings();
// Before the provider is asked anything: the state would keep the other tenant as the provider's.
await new PinnedTenant("tenant", settings.auth0.domain).taken();

const api = new ManagementApi(settings.auth0);
await assertExperience(settings.phoneExperience, api);
await assertMessagesCanLeave(settings, api);

const { application, phoneExperience, protect } = settings;
if (application?.existing) await assertClientExists(application.existing.clientId, settings.auth0.domain);

const numbers =
  settings.sender?.kind === "twilio" ? await assertNumbers(settings.sender, settings.delivery) : [];

// Whatever is asked has been asked: what stops the program must have changed nothing.
const sender = declareSender();
const spa = application && new SpaClient("spa", { ...application, protect });
new PhoneMfa("phone-mfa", {
  experience: phoneExperience,
  sender,
  delivery: settings.delivery,
  factor: settings.factor,
  messages: settings.messages,
  leftovers: leftovers(api),
  policy: settings.mfaPolicy,
  protect,
});

/** The tenant's domain. */
export const { domain } = settings.auth0;

/** The SPA's client id; none where the application is not managed. */
export const clientId = spa?.clientId;

/** What the application's `auth_config.json` holds. */
export const authConfig = spa && { domain, clientId };

/** The dashboard's "Try your Login box", for the database connection that each tenant starts with. */
export const tryUrl = tryLoginUrl(domain, await findTesterClient());

/** What users meet, as far as the stack decides it. */
export const mfa = {
  policy: settings.mfaPolicy,
  delivery: settings.factor ? settings.delivery : undefined,
  sender: sender?.kind,
  messagingServiceSid: sender?.kind === "twilio" ? sender.messagingServiceSid : undefined,
  experience: phoneExperience,
};

/** Who sends, with the Messaging Service that the stack asks for. */
function declareSender(): SenderArgs | undefined {
  if (settings.sender === undefined) return undefined;
  const sender = { ...settings.sender, authToken: pulumi.secret(settings.sender.authToken) };
  if (sender.kind !== "twilio" || sender.messaging === undefined) return sender;

  const service = new TwilioMessaging("twilio-messaging", {
    accountSid: sender.accountSid,
    friendlyName: `${application?.appName || pulumi.getProject()} (${pulumi.getStack()})`.slice(0, 64),
    numbers,
    buyNumbers: sender.messaging.buyNumbers,
    protect,
  });
  return { ...sender, messagingServiceSid: service.serviceSid };
}
