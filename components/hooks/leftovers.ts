import * as pulumi from "@pulumi/pulumi";
import type { Leftovers } from "../Leftovers.ts";
import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import { callsOf } from "./stackAccess.ts";

/** A call of the Management API with the stack's credentials. */
export type Ask = (method: "GET" | "DELETE", path: string) => Promise<unknown>;

/** The hooks of a stack on this tenant. */
export function leftovers(api: ManagementApi): Leftovers {
  const ask: Ask = callsOf(api, "look for what an earlier creation left");
  return {
    action: new pulumi.ResourceHook("leftover-action", ({ newInputs = {} }) => removeAction(newInputs, ask)),
    template: new pulumi.ResourceHook("leftover-template", ({ newInputs = {} }) =>
      removeTemplate(newInputs, ask),
    ),
  };
}

interface Action {
  id: string;
  name: string;
  code?: string;
  supported_triggers?: { id: string }[];
}

/** Deletes each Action of this name and this very code, unless messages leave by it: the provider tries a creation without an answer again. */
export async function removeAction(inputs: Record<string, unknown>, ask: Ask): Promise<void> {
  const query = new URLSearchParams({ actionName: String(inputs["name"]), per_page: "100" });
  const { actions = [] } = (await ask("GET", `/actions/actions?${query.toString()}`)) as {
    actions?: Action[];
  };
  for (const left of actions.filter(({ name, code }) => name === inputs["name"] && code === inputs["code"]))
    if (!(await isInUse(left, ask))) await ask("DELETE", `/actions/actions/${encodeURIComponent(left.id)}`);
}

async function isInUse({ id, supported_triggers: triggers = [] }: Action, ask: Ask): Promise<boolean> {
  if (triggers.some((trigger) => trigger.id === "custom-phone-provider")) {
    const { providers = [] } = (await ask("GET", "/branding/phone/providers")) as {
      providers?: { name: string }[];
    };
    return providers.some(({ name }) => name === "custom");
  }
  const path = "/actions/triggers/send-phone-message/bindings?per_page=50";
  const { bindings = [] } = (await ask("GET", path)) as { bindings?: { action?: { id: string } }[] };
  return bindings.some(({ action }) => action?.id === id);
}

interface Content {
  body?: { text?: string; voice?: string };
}

/** Deletes a template of this type with these very texts. Until it is made anew, Auth0's own text is sent. */
export async function removeTemplate(inputs: Record<string, unknown>, ask: Ask): Promise<void> {
  const { templates = [] } = (await ask("GET", "/branding/phone/templates")) as {
    templates?: { id: string; type: string; content?: Content }[];
  };
  const wanted = (inputs["content"] as Content | undefined)?.body;
  const left = templates.find(
    ({ type, content }) =>
      type === inputs["type"] &&
      content?.body?.text === wanted?.text &&
      content?.body?.voice === wanted?.voice,
  );
  if (left !== undefined) await ask("DELETE", `/branding/phone/templates/${encodeURIComponent(left.id)}`);
}
