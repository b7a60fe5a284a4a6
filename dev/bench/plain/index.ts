/* oxlint-disable project/no-auth0-names -- as somebody writes it who has no mfa/ */
import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";

// The Auth0 resources of the dev stack in a plain program without hooks: the baseline for ours.

const own = new pulumi.Config("auth0-phone-mfa");
const twilio = new pulumi.Config("twilio");
const url = "http://localhost:3000";

const { clientId } = new auth0.Client("spa", {
  name: "Twilio MFA Test",
  appType: "spa",
  callbacks: [url],
  allowedLogoutUrls: [url],
  webOrigins: [url],
  grantTypes: ["authorization_code", "refresh_token"],
  oidcConformant: true,
  jwtConfiguration: { alg: "RS256" },
  refreshToken: { rotationType: "rotating", expirationType: "expiring" },
});

const sender = new auth0.PhoneProvider("sender", {
  name: "twilio",
  configuration: {
    sid: twilio.require("accountSid"),
    deliveryMethods: ["text"],
    defaultFrom: own.require("twilioFrom"),
  },
  credentials: { authToken: twilio.requireSecret("authToken") },
});

const templates = ["otp_enroll", "otp_verify"].map((type) => {
  const text = "{{code}} is your verification code for {{friendly_name}}.";
  const content = { syntax: "liquid", body: { text, voice: text } };
  return new auth0.PhoneNotificationTemplate(type, { type, disabled: false, content });
});

new auth0.Guardian(
  "mfa",
  { policy: "all-applications", phone: { enabled: true, messageTypes: ["sms"] } },
  { dependsOn: [sender, ...templates] },
);

export { clientId };
