import * as pulumi from "@pulumi/pulumi";
import { plivoActionCode } from "./actions/plivo.ts";
import { PhoneMfa } from "./components/PhoneMfa.ts";
import { plivoTriggers } from "./components/senders/plivo.ts";
import { SpaClient } from "./components/SpaClient.ts";
import { loadSettings } from "./config.ts";
import { assertExperience } from "./tenant/experience.ts";
import { deployableCode } from "./tenant/plivoAction.ts";
import { findTesterClient, tryLoginUrl } from "./tenant/tryLogin.ts";

const settings = loadSettings();
await assertExperience(settings.phoneExperience, settings.auth0);

const { appName, callbackUrls, logoutUrls, webOrigins, protect } = settings;
const spa = new SpaClient("spa", { appName, callbackUrls, logoutUrls, webOrigins }, { protect });

const { actionName } = plivoTriggers[settings.phoneExperience];

new PhoneMfa("phone-mfa", {
  experience: settings.phoneExperience,
  sender: { ...settings.sender, authToken: pulumi.secret(settings.sender.authToken) },
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
