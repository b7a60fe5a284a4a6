/** What the stack's output `authConfig` holds, and what Auth0's own React sample reads. */
export interface AuthConfig {
  domain: string;
  clientId: string;
  /** An API to get tokens for; none is needed to sign in. */
  audience?: string;
}

const found = import.meta.glob<AuthConfig>("./auth_config.json", { eager: true, import: "default" });

/** `undefined` until the file is there: `pulumi stack output authConfig --json > src/auth_config.json`. */
export const authConfig: AuthConfig | undefined = found["./auth_config.json"];

/** Whether the tenant is on this machine. Nothing is then asked of the internet. */
export const isLocalTenant = /^(https?:\/\/)?(localhost|127\.0\.0\.1)(:|$)/.test(authConfig?.domain ?? "");
