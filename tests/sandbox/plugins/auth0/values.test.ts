import { expect, test } from "vitest";
import { action } from "../../../../sandbox/plugins/auth0/resources/action.ts";
import { client } from "../../../../sandbox/plugins/auth0/resources/client.ts";
import { guardian } from "../../../../sandbox/plugins/auth0/resources/guardian.ts";
import { phoneNotificationTemplate } from "../../../../sandbox/plugins/auth0/resources/phoneNotificationTemplate.ts";
import { phoneProvider } from "../../../../sandbox/plugins/auth0/resources/phoneProvider.ts";
import { triggerAction } from "../../../../sandbox/plugins/auth0/resources/triggerAction.ts";
import { triggerActions } from "../../../../sandbox/plugins/auth0/resources/triggerActions.ts";
import { check } from "../../../../sandbox/plugins/bridge/schema/check.ts";
import type { Fields } from "../../../../sandbox/plugins/bridge/schema/property.ts";
import type { Properties } from "../../../../sandbox/plugins/bridge/schema/value.ts";

const failuresOf = ({ fields }: { fields: Fields }, inputs: Properties): string =>
  check(fields, inputs, { name: "r", seed: "seed", olds: {} }).failures.join("\n");

type Case = [place: string, { fields: Fields }, Properties, names: string];

const triggers =
  "post-login credentials-exchange pre-user-registration post-user-registration post-change-password " +
  "send-phone-message password-reset-post-challenge custom-email-provider custom-phone-provider " +
  "login-post-identifier signup-post-identifier";
const appTypes =
  "native spa regular_web non_interactive resource_server rms box cloudbees concur dropbox mscrm echosign " +
  "egnyte newrelic office365 salesforce sentry sharepoint slack springcm sso_integration zendesk zoom " +
  "express_configuration";
const logout = { backchannelLogoutUrls: ["https://a.example"], backchannelLogoutInitiators: { mode: "x" } };

test.each<Case>([
  ["runtime", action, { runtime: "x" }, "node12 node16 node18 node22"],
  ["trigger", triggerAction, { trigger: "x" }, triggers],
  ["trigger", triggerActions, { trigger: "x" }, triggers],
  [
    "type",
    phoneNotificationTemplate,
    { type: "x" },
    "otp_verify otp_enroll change_password blocked_account password_breach",
  ],
  ["name", phoneProvider, { name: "x" }, "twilio custom"],
  [
    "configuration.0.delivery_methods.1",
    phoneProvider,
    { configuration: { deliveryMethods: ["text", "x"] } },
    "voice text",
  ],
  ["policy", guardian, { policy: "x" }, "all-applications confidence-score never"],
  [
    "phone.0.provider",
    guardian,
    { phone: { provider: "x", messageTypes: ["sms"] } },
    "auth0 twilio phone-message-hook",
  ],
  [
    "webauthn_roaming.0.user_verification",
    guardian,
    { webauthnRoaming: { userVerification: "x" } },
    "discouraged preferred required",
  ],
  ["push.0.provider", guardian, { push: { provider: "x" } }, "direct guardian sns"],
  ["app_type", client, { appType: "x" }, appTypes],
  ["organization_usage", client, { organizationUsage: "x" }, "deny allow require"],
  [
    "organization_require_behavior",
    client,
    { organizationRequireBehavior: "x" },
    "no_prompt pre_login_prompt post_login_prompt",
  ],
  [
    "skip_non_verifiable_callback_uri_confirmation_prompt",
    client,
    { skipNonVerifiableCallbackUriConfirmationPrompt: "x" },
    "true false null",
  ],
  ["refresh_token.0.rotation_type", client, { refreshToken: { rotationType: "x" } }, "rotating non-rotating"],
  [
    "refresh_token.0.expiration_type",
    client,
    { refreshToken: { expirationType: "x" } },
    "expiring non-expiring",
  ],
  [
    "session_transfer.0.enforce_device_binding",
    client,
    { sessionTransfer: { enforceDeviceBinding: "x" } },
    "none ip asn",
  ],
  ["oidc_logout.0.backchannel_logout_initiators.0.mode", client, { oidcLogout: logout }, "all custom"],
])("%s is one of the official values", (place, resource, inputs, values) => {
  const list = values.split(" ").map((value) => JSON.stringify(value));
  expect(failuresOf(resource, inputs)).toContain(
    `expected ${place} to be one of [${list.join(" ")}], got x.`,
  );
});

test.each<Case>([
  ["phone.0.provider", guardian, { phone: { provider: "auth0" } }, "phone.0.message_types,phone.0.provider"],
  ...["platform", "roaming"].map((kind): Case => [
    `webauthn_${kind}.0.relying_party_identifier`,
    guardian,
    { [kind === "roaming" ? "webauthnRoaming" : "webauthnPlatform"]: { relyingPartyIdentifier: "x" } },
    `webauthn_${kind}.0.override_relying_party,webauthn_${kind}.0.relying_party_identifier`,
  ]),
  ...Object.entries({
    hostname: "hostname",
    integrationKey: "integration_key",
    secretKey: "secret_key",
  }).map(([name, terraform]): Case => [
    `duo.0.${terraform}`,
    guardian,
    { duo: { [name]: "x" } },
    "duo.0.hostname,duo.0.integration_key,duo.0.secret_key",
  ]),
  ...Object.entries({
    amazonSns: "amazon_sns",
    customApp: "custom_app",
    directApns: "direct_apns",
    directFcm: "direct_fcm",
  }).map(([name, terraform]): Case => [
    `push.0.${terraform}`,
    guardian,
    { push: { [name]: { serverKey: "x" } } },
    `push.0.${terraform},push.0.provider`,
  ]),
  ["secrets_wo_version", action, { secretsWoVersion: 1 }, "secrets_wo,secrets_wo_version"],
  ["secrets_wo", action, { secretsWos: [{ name: "A", value: "1" }] }, "secrets_wo,secrets_wo_version"],
  ...["default_from", "mssid"].map((name): Case => [
    `configuration.0.${name}`,
    phoneProvider,
    { configuration: { [name === "mssid" ? "mssid" : "defaultFrom"]: "x" } },
    `configuration.0.${name},configuration.0.sid`,
  ]),
])("%s needs the settings that belong to it", (place, resource, inputs, together) => {
  expect(failuresOf(resource, inputs)).toContain(
    `Missing required argument. "${place}": all of \`${together}\` must be specified.`,
  );
});

const secrets = [{ name: "A", value: "1" }];

test.each<[string, string, { fields: Fields }, Properties]>([
  ["secrets", "secrets_wo", action, { secrets, secretsWos: secrets }],
  [
    "configuration.0.default_from",
    "configuration.0.mssid",
    phoneProvider,
    { configuration: { defaultFrom: "+1", mssid: "MG1" } },
  ],
])("%s and %s exclude each other", (one, other, resource, inputs) => {
  const failures = failuresOf(resource, inputs);
  expect(failures).toContain(`Conflicting configuration arguments. "${one}": conflicts with ${other}.`);
  expect(failures).toContain(`Conflicting configuration arguments. "${other}": conflicts with ${one}.`);
});
