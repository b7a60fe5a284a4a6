import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";

/**
 * Stops a stack whose existing client is not there, or is none that a single-page application can use.
 *
 * @throws pulumi.RunError in preview already.
 */
export async function assertClientExists(clientId: string, domain: string): Promise<void> {
  const appType = await appTypeOf(clientId);
  if (appType === "spa") return;
  const what =
    appType === undefined ? "is not there" : `is of type ${appType || "none"}, not a single-page application`;
  throw new pulumi.RunError(
    `Failed to take over existingClientId ${clientId}: on tenant ${domain} it ${what}; nothing was changed. ` +
      "Mend: pulumi config set existingClientId CLIENT_ID (of a single-page application in the dashboard)",
  );
}

/** `undefined` where there is no such client; any other failure of the look-up is one. */
async function appTypeOf(clientId: string): Promise<string | undefined> {
  try {
    return (await auth0.getClient({ clientId })).appType;
  } catch (error) {
    if (/404|not.?found|not exist/i.test(String(error))) return undefined;
    throw error;
  }
}
