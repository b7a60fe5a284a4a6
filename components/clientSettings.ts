import type { ClientArgs } from "@pulumi/auth0";

/** A client's lists of URLs, by the provider's names. */
export const urlSettings: ReadonlySet<keyof ClientArgs> = new Set([
  "callbacks",
  "allowedLogoutUrls",
  "webOrigins",
]);

/**
 * Every setting of a client. If a new version of the provider adds one, the type check fails until it is
 * listed here.
 */
const all = {
  addons: true,
  allowedClients: true,
  allowedLogoutUrls: true,
  allowedOrigins: true,
  appType: true,
  asyncApprovalNotificationChannels: true,
  callbacks: true,
  clientAliases: true,
  clientMetadata: true,
  complianceLevel: true,
  crossOriginAuth: true,
  crossOriginLoc: true,
  customLoginPage: true,
  customLoginPageOn: true,
  defaultOrganization: true,
  description: true,
  encryptionKey: true,
  expressConfiguration: true,
  fedcmLogin: true,
  formTemplate: true,
  grantTypes: true,
  initiateLoginUri: true,
  isFirstParty: true,
  isTokenEndpointIpHeaderTrusted: true,
  jwtConfiguration: true,
  logoUri: true,
  mobile: true,
  myOrganizationConfiguration: true,
  name: true,
  nativeSocialLogin: true,
  oidcBackchannelLogoutUrls: true,
  oidcConformant: true,
  oidcLogout: true,
  organizationDiscoveryMethods: true,
  organizationRequireBehavior: true,
  organizationUsage: true,
  redirectionPolicy: true,
  refreshToken: true,
  requireProofOfPossession: true,
  requirePushedAuthorizationRequests: true,
  resourceServerIdentifier: true,
  sessionTransfer: true,
  skipNonVerifiableCallbackUriConfirmationPrompt: true,
  sso: true,
  ssoDisabled: true,
  thirdPartySecurityMode: true,
  tokenExchange: true,
  tokenQuota: true,
  webOrigins: true,
} as const satisfies Record<keyof ClientArgs, true>;

export const clientSettings = Object.keys(all) as (keyof ClientArgs)[];
