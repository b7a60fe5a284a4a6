import type { Sandbox } from "../../sandbox/index.ts";
import { CommandError } from "../../commands/command.ts";

/** A tenant's Management API, for what somebody else does there. */
export function tenantApi(
  sandbox: Pick<Sandbox, "describe">,
): (method: string, path: string, body?: unknown) => Promise<unknown> {
  const { plainUrl, managementToken } = sandbox.describe().auth0;
  return async (method, path, body) => {
    const response = await fetch(`${plainUrl}/api/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${managementToken}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new CommandError(
        `Failed to prepare the tenant: ${method} ${path} was answered with ${response.status}: ${text}`,
      );
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
}
