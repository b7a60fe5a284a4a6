import * as pulumi from "@pulumi/pulumi";
import { Auth0Tenant } from "./components/Auth0Tenant.ts";
import { isDestroying } from "./components/hooks/purpose.ts";
import { PhoneMfa } from "./components/PhoneMfa.ts";
import { SpaClient } from "./components/SpaClient.ts";
import { tryLoginUrl } from "./components/tryLoginUrl.ts";
import { loadAccess, loadActionsWithoutMfa, loadManaged, loadSettings, loadTwilioAccount } from "./config.ts";
import { accountFaultOf } from "./senders/index.ts";
import type { SenderArgs } from "./senders/index.ts";
import { shortFormName } from "./configuration/parts.ts";
import { managedBy } from "./settings/settings.ts";
import type { Settings } from "./settings/settings.ts";

/** Declares the stack and returns its outputs. */
export default async function program(): Promise<object> {
  // To destroy the stack, the engine needs only the tenant's hooks. Nothing else may stop it.
  if (isDestroying()) {
    await Auth0Tenant.open("tenant", {
      access: loadAccess(),
      twilio: loadTwilioAccount(),
      managed: loadManaged(),
      actionsWithoutMfa: loadActionsWithoutMfa(),
    });
    return {};
  }
  const settings = loadSettings();
  const { auth0: access, phoneExperience, protect } = settings;
  const twilio = loadTwilioAccount();
  const tenant = await Auth0Tenant.open("tenant", {
    access,
    phoneExperience,
    twilio,
    managed: managedBy(settings),
    actionsWithoutMfa: settings.actionsWithoutMfa,
    allowWeakening: settings.allowWeakening,
  });
  const sender = await declareSender(settings, tenant);

  const applications = declareApplications(settings, tenant);
  const { delivery, factor, otherFactors, messages, mfaPolicy: policy } = settings;
  const where = { domain: tenant.domain, stack: pulumi.getStack() };
  const accountFault = settings.sender && accountFaultOf(settings.sender, delivery, where);
  const phone = { sender, accountFault, delivery, factor, otherFactors, messages, policy };
  new PhoneMfa("phone-mfa", { tenant, ...phone, protect });

  return {
    /** The tenant's domain. */
    domain: tenant.domain,
    // The outputs of the application named `spa`, which the configuration can describe without a name.
    ...applications[shortFormName],
    /** Each application's outputs, by its name. */
    applications,
    /** The MFA settings that this stack manages. */
    mfa: {
      ...(policy && { policy }),
      ...(factor && { delivery }),
      ...(sender && { sender: sender.kind }),
      ...(sender?.kind === "twilio" && { messagingServiceSid: sender.messagingServiceSid }),
      experience: phoneExperience,
    },
  };
}

/** Declares each application and returns its outputs. */
function declareApplications({ applications = {}, protect }: Settings, tenant: Auth0Tenant) {
  const declared = Object.entries(applications).map(([name, application]) => {
    const { clientId } = new SpaClient(name, { tenant, ...application, protect });
    return [name, applicationOutputs(tenant, clientId, application.callbackUrls)] as const;
  });
  return Object.fromEntries(declared);
}

function applicationOutputs(
  { domain, ownershipTag }: Auth0Tenant,
  clientId: pulumi.Output<string>,
  [callback = ""]: readonly string[],
) {
  return {
    /** The application's client ID. */
    clientId,
    /** What the application's `auth_config.json` holds. */
    authConfig: { domain, clientId },
    /** A URL to sign in at. It ends on the application's first callback URL. */
    tryUrl: pulumi.all([clientId, ownershipTag]).apply(([id, tag]) => tryLoginUrl(domain, id, callback, tag)),
  };
}

/** The sender, with the Messaging Service that the stack creates, if any. */
async function declareSender(settings: Settings, tenant: Auth0Tenant): Promise<SenderArgs | undefined> {
  if (settings.sender === undefined) return undefined;
  const sender = { ...settings.sender, authToken: pulumi.secret(settings.sender.authToken) };
  if (settings.sender.kind !== "twilio" || settings.sender.messaging === undefined) return sender;

  // Loaded late: only such a stack needs Twilio's plugin.
  const { TwilioMessaging } = await import("./components/TwilioMessaging.ts");
  const { attachableNumbers } = await import("./senders/twilio/attachableNumbers.ts");
  const { accountSid, messaging } = settings.sender;
  const { delivery, auth0, protect, applications = {} } = settings;
  const [first] = Object.values(applications);
  const application = applications[shortFormName] ?? first;
  const service = new TwilioMessaging("twilio-messaging", {
    tenant,
    accountSid,
    friendlyName: `${application?.appName || pulumi.getProject()} (${pulumi.getStack()})`.slice(0, 64),
    numbers: await attachableNumbers({
      sender: settings.sender,
      delivery,
      domain: auth0.domain,
      stack: pulumi.getStack(),
    }),
    buyNumbers: messaging.buyNumbers,
    protect,
  });
  return { ...sender, messagingServiceSid: service.serviceSid } as SenderArgs;
}
