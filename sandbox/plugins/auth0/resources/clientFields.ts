import {
  bool,
  int,
  list,
  map,
  object,
  set,
  string,
  strings,
  stringSet,
  type Fields,
} from "../../bridge/schema/property.ts";

const appTypes = (
  "native spa regular_web non_interactive resource_server rms box cloudbees concur dropbox mscrm echosign " +
  "egnyte newrelic office365 salesforce sentry sharepoint slack springcm sso_integration zendesk zoom " +
  "express_configuration"
).split(" ");

const refreshToken: Fields = {
  rotationType: string({ required: true, oneOf: ["rotating", "non-rotating"] }),
  expirationType: string({ required: true, oneOf: ["expiring", "non-expiring"] }),
  leeway: int({ computed: true }),
  tokenLifetime: int({ computed: true }),
  infiniteTokenLifetime: bool({ computed: true }),
  infiniteIdleTokenLifetime: bool({ computed: true }),
  idleTokenLifetime: int({ computed: true }),
  policies: set({
    audience: string({ required: true }),
    scopes: strings({ required: true, terraform: "scope" }),
  }),
};

const oidcLogout: Fields = {
  backchannelLogoutUrls: stringSet({ required: true }),
  backchannelLogoutInitiators: object({
    mode: string({ required: true, oneOf: ["all", "custom"] }),
    selectedInitiators: stringSet(),
  }),
  backchannelLogoutSessionMetadata: object({ include: bool({ required: true }) }),
};

const sessionTransfer: Fields = {
  canCreateSessionTransferToken: bool({ computed: true }),
  allowedAuthenticationMethods: stringSet({ computed: true }),
  enforceDeviceBinding: string({ computed: true, oneOf: ["none", "ip", "asn"] }),
  allowRefreshToken: bool({ computed: true }),
  enforceOnlineRefreshTokens: bool({ default: true }),
  enforceCascadeRevocation: bool({ default: true }),
  delegation: object({
    allowDelegatedAccess: bool({ computed: true }),
    enforceDeviceBinding: string({ computed: true }),
  }),
};

const social = object({ enabled: bool() }, { computed: true });

const mobile: Fields = {
  android: object({ appPackageName: string(), sha256CertFingerprints: strings() }, { computed: true }),
  ios: object({ teamId: string(), appBundleIdentifier: string() }, { computed: true }),
};

const expressConfiguration: Fields = {
  adminLoginDomain: string(),
  connectionProfileId: string(),
  enableClient: bool(),
  enableOrganization: bool(),
  initiateLoginUriTemplate: string(),
  linkedClients: list({ clientId: string() }, { computed: true }),
  oinSubmissionId: string({ output: true }),
  oktaOinClientId: string({ computed: true }),
  userAttributeProfileId: string(),
};

const myOrganizationConfiguration: Fields = {
  allowedStrategies: strings(),
  connectionDeletionBehavior: string(),
  connectionProfileId: string(),
  invitationLandingClientId: string(),
  userAttributeProfileId: string(),
};

const jwtConfiguration: Fields = {
  alg: string(),
  lifetimeInSeconds: int({ computed: true }),
  scopes: map(),
  secretEncoded: bool({ computed: true, forceNew: true }),
};

const defaultOrganization: Fields = {
  flows: strings({ computed: true }),
  organizationId: string({ computed: true }),
  disable: bool({ computed: true }),
};

/** An application of the tenant. */
export const clientFields: Fields = {
  name: string({ required: true, autoname: true }),
  description: string({ inputDefault: "Managed by Pulumi" }),
  clientId: string({ output: true }),
  clientAliases: strings(),
  isFirstParty: bool({ computed: true }),
  isTokenEndpointIpHeaderTrusted: bool({ computed: true }),
  oidcConformant: bool({ computed: true }),
  appType: string({ oneOf: appTypes }),
  logoUri: string(),
  initiateLoginUri: string(),
  callbacks: strings({ computed: true }),
  allowedLogoutUrls: strings(),
  allowedOrigins: strings(),
  allowedClients: strings(),
  webOrigins: strings(),
  grantTypes: strings({ computed: true }),
  asyncApprovalNotificationChannels: strings(),
  organizationUsage: string({ computed: true, oneOf: ["deny", "allow", "require"] }),
  organizationRequireBehavior: string({
    computed: true,
    oneOf: ["no_prompt", "pre_login_prompt", "post_login_prompt"],
  }),
  organizationDiscoveryMethods: strings(),
  sso: bool(),
  ssoDisabled: bool(),
  crossOriginAuth: bool({ api: "cross_origin_authentication" }),
  crossOriginLoc: string(),
  customLoginPage: string(),
  customLoginPageOn: bool({ computed: true }),
  formTemplate: string(),
  addons: object({}, { unsupported: true }),
  clientMetadata: map(),
  encryptionKey: map(),
  jwtConfiguration: object(jwtConfiguration, { computed: true }),
  refreshToken: object(refreshToken, { computed: true }),
  mobile: { kind: "object", fields: mobile, computed: true, needsOne: true },
  nativeSocialLogin: object({ apple: social, facebook: social, google: social }, { computed: true }),
  fedcmLogin: object({ google: object({ isEnabled: bool({ required: true }) }, { required: true }) }),
  oidcBackchannelLogoutUrls: stringSet({ computed: true }),
  oidcLogout: object(oidcLogout, { api: "oidc_logout" }),
  sessionTransfer: object(sessionTransfer),
  defaultOrganization: object(defaultOrganization, { computed: true }),
  tokenExchange: object({
    allowAnyProfileOfTypes: strings({ required: true, terraform: "allow_any_profile_of_type" }),
  }),
  tokenQuota: object({
    clientCredentials: object(
      { enforce: bool({ default: true }), perDay: int(), perHour: int() },
      { required: true },
    ),
  }),
  expressConfiguration: object(expressConfiguration, { computed: true }),
  myOrganizationConfiguration: object(myOrganizationConfiguration, { computed: true }),
  requireProofOfPossession: bool(),
  requirePushedAuthorizationRequests: bool(),
  resourceServerIdentifier: string(),
  complianceLevel: string(),
  thirdPartySecurityMode: string({ computed: true }),
  redirectionPolicy: string({ computed: true }),
  skipNonVerifiableCallbackUriConfirmationPrompt: string({
    oneOf: ["true", "false", "null"],
    suppressed: "null",
  }),
  externalClientId: string({ output: true }),
  externalMetadataCreatedBy: string({ output: true }),
  externalMetadataType: string({ output: true }),
  jwksUri: string({ output: true }),
  signingKeys: { kind: "list", of: "map", output: true, sensitive: true },
};
