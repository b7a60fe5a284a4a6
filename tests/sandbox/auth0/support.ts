import { ManagementClient } from "auth0";
import { tenantApp } from "../../../sandbox/auth0/app.ts";
import { Faults } from "../../../sandbox/auth0/edge/faults.ts";
import { RequestLog } from "../../../sandbox/auth0/edge/requestLog.ts";
import type { Conditions } from "../../../sandbox/auth0/edge/conditions.ts";
import { surround } from "../../../sandbox/auth0/surroundings.ts";
import type { TenantLog } from "../../../sandbox/auth0/logs/tenantLog.ts";
import { signJwt } from "../../../sandbox/auth0/jwt.ts";
import type { PhoneExperience } from "../../../sandbox/auth0/state/seed.ts";
import { sharedSigningKey } from "../../support/tenant/signingKey.ts";
import { makeSecrets } from "../../../sandbox/auth0/state/secrets.ts";
import { Tenant } from "../../../sandbox/auth0/tenant.ts";

const origin = "https://localhost:3000";

export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

export interface TenantUnderTest {
  tenant: Tenant;
  /** The log of sign-in. */
  log: TenantLog;
  /** The tenant as HTTP, for requests that `call` would not write. */
  app: ReturnType<typeof tenantApp>;
  /** The official SDK, with every scope. */
  auth0: ManagementClient;
  /** The SDK with a token of these scopes only. */
  withScopes: (...scopes: string[]) => ManagementClient;
  /** Any call, with the token of all scopes; paths are below /api/v2 unless they name another root. */
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
}

export interface TenantOfTest {
  phoneExperience?: PhoneExperience;
  conditions?: Partial<Conditions>;
  clock?: Date;
}

const otherRoots = /^\/(api|sandbox|oauth|\.well-known|carriers|inbox|authorize)(\/|$)/;

/** A tenant for one test, without a socket. */
export async function newTenant(options: TenantOfTest = {}): Promise<TenantUnderTest> {
  const tenant = new Tenant({
    origin,
    phoneExperience: options.phoneExperience ?? "unified",
    secrets: await makeSecrets("sandbox", new Date(), await sharedSigningKey()),
    clock: options.clock,
    passwordCost: 2,
  });
  const surroundings = surround(tenant);
  const app = tenantApp(tenant, surroundings, {
    log: new RequestLog(),
    faults: new Faults(),
    latencyMs: 0,
    ...options.conditions,
  });
  const token = tenant.managementToken();
  const sdk = (bearer: string): ManagementClient =>
    new ManagementClient({
      domain: "localhost:3000",
      token: bearer,
      maxRetries: 0,
      fetch: async (input, init) =>
        await app.request(input instanceof Request ? input : input.toString(), init),
    });
  return {
    tenant,
    log: surroundings.signIn.services.log,
    app,
    auth0: sdk(token),
    withScopes: (...scopes) => sdk(tokenWith(tenant, { scope: scopes.join(" ") })),
    call: async (method, path, body, headers = {}) => {
      const url = origin + (otherRoots.test(path) ? path : `/api/v2${path}`);
      const response = await app.request(url, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text === "" ? undefined : JSON.parse(text),
        headers: response.headers,
      };
    },
  };
}

/** A token by the tenant, with some claims changed. */
export function tokenWith(tenant: Tenant, claims: Record<string, unknown>): string {
  const now = Math.floor(tenant.now().getTime() / 1000);
  const usual = { iss: `${origin}/`, aud: `${origin}/api/v2/`, iat: now, exp: now + 60, scope: "" };
  return signJwt(tenant.state.secrets.signingKey, { ...usual, ...claims });
}
