import type { Api } from "../../../commands/local/localTenant.ts";

/** Puts an Action of somebody's into the tenant's login flow that asks for MFA. */
export async function bindMfaAction(api: Api): Promise<void> {
  const { id } = (await api("POST", "/actions/actions", {
    name: "Ask for MFA",
    supported_triggers: [{ id: "post-login", version: "v3" }],
    code: 'exports.onExecutePostLogin = async (event, api) => api.multifactor.enable("any");',
  })) as { id: string };
  for (let status = ""; status !== "built";)
    ({ status } = (await api("GET", `/actions/actions/${id}`)) as { status: string });
  await api("POST", `/actions/actions/${id}/deploy`);
  const path = "/actions/triggers/post-login/bindings";
  const { bindings } = (await api("GET", path)) as { bindings: { id: string; display_name: string }[] };
  await api("PATCH", path, {
    bindings: [
      ...bindings.map((one) => ({
        ref: { type: "binding_id", value: one.id },
        display_name: one.display_name,
      })),
      { ref: { type: "action_id", value: id }, display_name: "Ask for MFA" },
    ],
  });
}
