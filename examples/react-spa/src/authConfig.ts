import { isOfThisMachine } from "./isOfThisMachine.ts";

/** The value of the stack's output `authConfig`, in the format of Auth0's own React sample. */
export interface AuthConfig {
  domain: string;
  clientId: string;
  /** An API to request tokens for. Sign-in does not need one. */
  audience?: string;
}

const found = import.meta.glob<AuthConfig>("./auth_config.json", { eager: true, import: "default" });

/** `undefined` until the file exists: `pulumi stack output authConfig --json > src/auth_config.json`. */
export const authConfig: AuthConfig | undefined = found["./auth_config.json"];

/** Whether the tenant is on this machine. If so, the app requests nothing from the internet. */
export const isLocalTenant = isOfThisMachine(authConfig?.domain ?? "");
