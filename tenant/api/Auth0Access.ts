/** How to reach the tenant. The provider reads the same values by itself. */
export interface Auth0Access {
  /** The tenant's host name, as @pulumi/auth0 takes it. */
  domain: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
  apiToken: string | undefined;
  /** The Management API's identifier, where it is not the domain's own. */
  audience: string | undefined;
}
