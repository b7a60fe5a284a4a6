import type { Sandbox } from "../../sandbox/index.ts";
import { CommandError } from "../command.ts";

/** Puts on a bare tenant what is not the stack's and must come through everything: an application, a factor, an Action in a flow. */
export async function addBystander(sandbox: Sandbox): Promise<void> {
  const api = apiOf(sandbox);
  await api("POST", "/clients", {
    name: "Somebody else's",
    app_type: "regular_web",
    callbacks: ["https://else.example.com"],
  });
  await api("PUT", "/guardian/factors/otp", { enabled: true });
  const { id } = (await api("POST", "/actions/actions", {
    name: "Somebody else's",
    code: "exports.onExecutePostLogin = async () => {};",
    supported_triggers: [{ id: "post-login", version: "v3" }],
  })) as { id: string };
  const isBuilt = async () =>
    ((await api("GET", `/actions/actions/${id}`)) as { status: string }).status === "built";
  while (!(await isBuilt()));
  await api("POST", `/actions/actions/${id}/deploy`);
  await api("PATCH", "/actions/triggers/post-login/bindings", {
    bindings: [{ ref: { type: "action_id", value: id }, display_name: "theirs" }],
  });
}

function apiOf(sandbox: Sandbox): (method: string, path: string, body?: unknown) => Promise<unknown> {
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
