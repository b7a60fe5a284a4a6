/** How to reach the tenant. The provider reads the same values by itself. */
export interface Auth0Access {
  /** The tenant's host name, as @pulumi/auth0 takes it. */
  domain: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
  /** In place of the secret. */
  privateKey?: PrivateKey | undefined;
  apiToken: string | undefined;
  /** The Management API's identifier, where it is not the domain's own. */
  audience: string | undefined;
}

/** The key that a client signs its assertions with. */
export interface PrivateKey {
  pem: string;
  /** `RS256`, `RS384` or `PS256`. */
  algorithm: string;
}
