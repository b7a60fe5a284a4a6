import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import type { Transport } from "../../../tenant/http/requestJson.ts";
import type { TenantUnderTest } from "../../sandbox/auth0/support.ts";

/** The reader over a tenant without a socket, with the tenant's own machine-to-machine client. */
export function inspected({ app, tenant }: TenantUnderTest): ManagementApi {
  const { client_id: clientId, client_secret: clientSecret } = tenant.machineClient();
  const transport: Transport = {
    fetch: async (url, init) => await app.request(url, init),
    wait: () => Promise.resolve(),
    now: () => new Date(),
  };
  const access = {
    domain: "localhost:3000",
    clientId,
    clientSecret,
    apiToken: undefined,
    apiTokenFrom: "AUTH0_API_TOKEN" as const,
    audience: undefined,
  };
  return new ManagementApi(access, transport);
}
