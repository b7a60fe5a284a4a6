import { deprecationOf } from "../sdk.ts";
import { bool, object, string, strings, type Fields } from "../../bridge/schema/property.ts";

const pushNeedsProvider = { computed: true, requiredWith: ["push.0.provider"] } as const;

const options: Fields = {
  enrollmentMessage: string(),
  verificationMessage: string(),
  from: string(),
  messagingServiceSid: string(),
  authToken: string({ sensitive: true }),
  sid: string(),
};

const phone: Fields = {
  enabled: bool({ required: true }),
  provider: string({
    deprecated: () => deprecationOf("GuardianPhone", "provider"),
    oneOf: ["auth0", "twilio", "phone-message-hook"],
    requiredWith: ["phone.0.message_types"],
  }),
  messageTypes: strings(),
  options: object(options, { computed: true, deprecated: () => deprecationOf("GuardianPhone", "options") }),
};

const webauthn = (kind: "platform" | "roaming"): Fields => ({
  enabled: bool({ required: true }),
  overrideRelyingParty: bool({ computed: true, api: "overrideRelyingParty" }),
  relyingPartyIdentifier: string({
    computed: true,
    api: "relyingPartyIdentifier",
    requiredWith: [`webauthn_${kind}.0.override_relying_party`],
  }),
});

export const webauthnPlatform = webauthn("platform");

export const webauthnRoaming: Fields = {
  ...webauthn("roaming"),
  userVerification: string({
    computed: true,
    api: "userVerification",
    oneOf: ["discouraged", "preferred", "required"],
  }),
};

export const duo: Fields = {
  enabled: bool({ required: true }),
  integrationKey: string({ requiredWith: ["duo.0.hostname", "duo.0.secret_key"] }),
  secretKey: string({ sensitive: true, requiredWith: ["duo.0.hostname", "duo.0.integration_key"] }),
  hostname: string({ requiredWith: ["duo.0.integration_key", "duo.0.secret_key"] }),
};

export const amazonSns: Fields = {
  awsAccessKeyId: string({ required: true }),
  awsRegion: string({ required: true }),
  awsSecretAccessKey: string({ required: true, sensitive: true }),
  snsApnsPlatformApplicationArn: string({ required: true }),
  snsGcmPlatformApplicationArn: string({ required: true }),
};

export const customApp: Fields = {
  appName: string(),
  appleAppLink: string(),
  googleAppLink: string(),
};

export const directApns: Fields = {
  sandbox: bool({ required: true }),
  bundleId: string({ required: true }),
  p12: string({ required: true, sensitive: true }),
  enabled: bool({ computed: true }),
};

export const directFcm: Fields = { serverKey: string({ required: true, sensitive: true }) };

export const push: Fields = {
  enabled: bool({ required: true }),
  provider: string({ oneOf: ["direct", "guardian", "sns"] }),
  amazonSns: object(amazonSns, pushNeedsProvider),
  customApp: object(customApp, pushNeedsProvider),
  directApns: object(directApns, pushNeedsProvider),
  directFcm: object(directFcm, pushNeedsProvider),
};

/** The tenant's factors and its policy. */
export const guardianFields: Fields = {
  policy: string({ required: true, oneOf: ["all-applications", "confidence-score", "never"] }),
  phone: object(phone, { computed: true }),
  email: bool({ default: false }),
  otp: bool({ default: false }),
  recoveryCode: bool({ default: false }),
  webauthnRoaming: object(webauthnRoaming, { computed: true }),
  webauthnPlatform: object(webauthnPlatform, { computed: true }),
  duo: object(duo, { computed: true }),
  push: object(push, { computed: true }),
};
