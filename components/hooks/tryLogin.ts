import * as auth0 from "@pulumi/auth0";

/** The client that the dashboard's own tests sign in with; `undefined` where the tenant does not show it. */
export async function findTesterClient(): Promise<string | undefined> {
  try {
    return (await auth0.getClient({ name: "All Applications" })).clientId;
  } catch {
    return undefined;
  }
}

/** The address behind the dashboard's "Try your Login box" [authenticate/identity-providers/test-connections]. */
export function tryLoginUrl(domain: string, testerClientId: string | undefined): string {
  if (testerClientId === undefined) return "";
  const connection = "Username-Password-Authentication";
  const query = new URLSearchParams({
    client_id: testerClientId,
    response_type: "code",
    connection,
    prompt: "login",
    scope: "openid profile",
    redirect_uri: `https://manage.auth0.com/tester/callback?connection=${connection}`,
  });
  return `https://${domain}/authorize?${query.toString().replaceAll("+", "%20")}`;
}
