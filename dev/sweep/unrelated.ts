import type { Sandbox } from "../../sandbox/index.ts";
import { loginTrigger } from "../../mfa/mfaActions.ts";
import type { Api } from "../../commands/local/localTenant.ts";
import { managementApi } from "../../commands/local/localTenant.ts";

/**
 * Adds unrelated things to a bare tenant that must survive everything: an application, a factor, and an
 * Action in a flow.
 */
export async function addUnrelated(sandbox: Sandbox): Promise<void> {
  const api = managementApi(sandbox.describe());
  await api("POST", "/clients", {
    name: "Somebody else's",
    app_type: "regular_web",
    callbacks: ["https://else.example.com"],
  });
  await api("PUT", "/guardian/factors/otp", { enabled: true });
  await bindToLogin(api, "Somebody else's", "exports.onExecutePostLogin = async () => {};");
}

/** Adds an unrelated Action that requires MFA to the login flow, in place of the one there. */
export const bindMfaAction = (sandbox: Pick<Sandbox, "describe">): Promise<void> =>
  bindToLogin(
    managementApi(sandbox.describe()),
    "Ask for MFA",
    'exports.onExecutePostLogin = async (event, api) => api.multifactor.enable("any");',
  );

async function bindToLogin(api: Api, name: string, code: string): Promise<void> {
  const { id } = (await api("POST", "/actions/actions", {
    name,
    code,
    supported_triggers: [{ id: loginTrigger, version: "v3" }],
  })) as { id: string };
  const isBuilt = async () =>
    ((await api("GET", `/actions/actions/${id}`)) as { status: string }).status === "built";
  while (!(await isBuilt()));
  await api("POST", `/actions/actions/${id}/deploy`);
  await api("PATCH", `/actions/triggers/${loginTrigger}/bindings`, {
    bindings: [{ ref: { type: "action_id", value: id }, display_name: name }],
  });
}
