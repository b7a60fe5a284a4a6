import * as pulumi from "@pulumi/pulumi";
import { plivoActionCode } from "./actions/plivo.ts";
import { PhoneMfa } from "./components/PhoneMfa.ts";
import type { Sender } from "./components/PhoneSender.ts";
import { plivoTriggers } from "./components/senders/plivo.ts";
import { SpaClient } from "./components/SpaClient.ts";
import { TwilioMessaging } from "./components/TwilioMessaging.ts";
import { loadSettings } from "./config.ts";
import { assertExperience, deployableCode, findTesterClient, tryLoginUrl } from "./tenant.ts";
import { assertNumbers } from "./twilioAccount.ts";

const settings = loadSettings();
await assertExperience(settings.phoneExperience, settings.auth0);

const sender = await declareSender();

const { appName, callbackUrls, logoutUrls, webOrigins, protect } = settings;
const spa = new SpaClient("spa", { appName, callbackUrls, logoutUrls, webOrigins }, { protect });

const { actionName } = plivoTriggers[settings.phoneExperience];

new PhoneMfa("phone-mfa", {
  experience: settings.phoneExperience,
  sender,
  delivery: settings.delivery,
  plivoActionCode:
    settings.sender.kind === "plivo" ? await deployableCode(actionName, plivoActionCode) : plivoActionCode,
  messages: settings.messages,
  policy: settings.mfaPolicy,
  protect,
});

/** The tenant's domain. */
export const { domain } = settings.auth0;

/** The SPA's client id. */
export const clientId = spa.clientId;

/** What the application's `auth_config.json` holds. */
export const authConfig = { domain, clientId };

/** The dashboard's "Try your Login box", for the database connection that each tenant starts with. */
export const tryUrl = tryLoginUrl(domain, await findTesterClient());

/** What users meet. */
export const mfa = {
  policy: settings.mfaPolicy,
  delivery: settings.delivery,
  sender: settings.sender.kind,
  experience: settings.phoneExperience,
};

/** Who sends, with the Messaging Service that the stack asks for. */
async function declareSender(): Promise<Sender> {
  if (settings.sender.kind === "plivo") {
    return { ...settings.sender, authToken: pulumi.secret(settings.sender.authToken) };
  }
  const { messaging, ...sender } = settings.sender;
  const numbers = await assertNumbers(settings.sender, settings.delivery);
  const service =
    messaging &&
    new TwilioMessaging("twilio-messaging", {
      accountSid: sender.accountSid,
      friendlyName: `${settings.appName} (${pulumi.getStack()})`.slice(0, 64),
      numbers,
      buyNumbers: messaging.buyNumbers,
      protect: settings.protect,
    });
  return {
    ...sender,
    authToken: pulumi.secret(sender.authToken),
    ...(service && { messagingServiceSid: service.serviceSid }),
  };
}
