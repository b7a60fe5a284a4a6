/** How to reach the tenant. The provider reads the same values independently. */
export interface Auth0Access {
  /** The tenant's host name, as @pulumi/auth0 takes it. */
  domain: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
  /** Used instead of the secret. */
  privateKey?: PrivateKey | undefined;
  apiToken: string | undefined;
  /** The configuration key, or the variable, that the token is in. */
  apiTokenFrom: "auth0:apiToken" | "AUTH0_API_TOKEN";
  /** The Management API's identifier, if it differs from the domain's own. */
  audience: string | undefined;
}

/** The key with which a client signs its assertions. */
export interface PrivateKey {
  pem: string;
  /** `RS256`, `RS384` or `PS256`. */
  algorithm: string;
}
