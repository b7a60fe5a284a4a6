import type { SandboxDescription } from "../../sandbox/description.ts";
import { managementApi } from "./localTenant.ts";

/**
 * The address behind the dashboard's "Try your Login box" [authenticate/identity-providers/test-connections]
 * on the local tenant. It uses plain HTTP, so the browser need not trust the local CA. It ends on a page that
 * shows the issued tokens and who sent the code.
 */
export async function tryBoxUrl(description: SandboxDescription): Promise<string> {
  const clients = (await managementApi(description)("GET", "/clients?is_global=true")) as {
    client_id: string;
  }[];
  const connection = "Username-Password-Authentication";
  const query = new URLSearchParams({
    client_id: clients[0]?.client_id ?? "",
    response_type: "code",
    connection,
    prompt: "login",
    scope: "openid profile",
    redirect_uri: `https://manage.auth0.com/tester/callback?connection=${connection}`,
  });
  return `${description.auth0.plainUrl}/authorize?${query.toString().replaceAll("+", "%20")}`;
}
