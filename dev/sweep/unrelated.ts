import type { Sandbox } from "../../sandbox/index.ts";
import { managementApi } from "../../commands/local/localTenant.ts";

/**
 * Puts on a bare tenant what is not the stack's and must come through everything: an application, a factor,
 * an Action in a flow.
 */
export async function addUnrelated(sandbox: Sandbox): Promise<void> {
  const api = managementApi(sandbox.describe());
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
