import { bool, int, list, object, set, string, type Fields } from "../../bridge/schema/property.ts";
import { isProperties, type Properties, type Value, text } from "../../bridge/schema/value.ts";
import { fromApi, toApi } from "../../bridge/schema/wire.ts";
import type { ManagementApi } from "../tenant/api.ts";
import { deploy } from "./actionDeployment.ts";
import {
  orGone,
  orThrowGone,
  type Change,
  type Current,
  type Resource,
  type Update,
} from "../../bridge/lifecycle/resource.ts";

export const actionFields: Fields = {
  name: string({ required: true, autoname: true }),
  supportedTriggers: object(
    { id: string({ required: true }), version: string({ required: true }) },
    { required: true },
  ),
  code: string({ required: true }),
  dependencies: set({ name: string({ required: true }), version: string({ required: true }) }),
  runtime: string({ computed: true, oneOf: ["node12", "node16", "node18", "node22"] }),
  secrets: set(
    { name: string({ required: true }), value: string({ required: true, sensitive: true }) },
    { conflictsWith: ["secrets_wo"] },
  ),
  secretsWos: list(
    { name: string({ required: true }), value: string({ required: true, sensitive: true, writeOnly: true }) },
    { terraform: "secrets_wo", conflictsWith: ["secrets"], requiredWith: ["secrets_wo_version"] },
  ),
  secretsWoVersion: int({ requiredWith: ["secrets_wo"] }),
  deploy: bool({ default: false }),
  versionId: string({ output: true }),
  modules: set({
    moduleId: string({ required: true }),
    moduleVersionId: string({ required: true }),
    moduleName: string({ output: true }),
    moduleVersionNumber: int({ output: true }),
  }),
};

const path = "/actions/actions";

/** Code that the tenant runs at a trigger. */
export const action: Resource<ManagementApi> = {
  fields: actionFields,
  createTimeout: 360_000_000_000,

  async create(change, keep) {
    const created = (await change.api.send("POST", path, body(change))) as Properties;
    const id = text(created["id"]);
    keep(id);
    if (change.planned["deploy"] === true)
      await deploy(change.api, `${path}/${encodeURIComponent(id)}`, change.planned);
  },

  async read({ api, id, state }: Current<ManagementApi>) {
    const found = await orGone(api.send("GET", `${path}/${encodeURIComponent(id)}`));
    if (!isProperties(found)) return null;
    // Secret values are never returned, so those in the state stay, as do properties that only the program
    // sets.
    return { ...actionState(found), versionId: deployedVersion(found) ?? state["versionId"] ?? null };
  },

  async update(change) {
    await refuseToEraseSecrets(change);
    await orThrowGone(change.api.send("PATCH", `${path}/${encodeURIComponent(change.id)}`, body(change)));
    if (change.planned["deploy"] === true) {
      await deploy(change.api, `${path}/${encodeURIComponent(change.id)}`, change.planned);
    }
  },

  async delete({ api, id }) {
    await orGone(api.send("DELETE", `${path}/${encodeURIComponent(id)}`));
  },
};

/** An Action as the tenant returns it: its draft, which may be newer than the deployed version. */
export function actionState(found: Properties): Properties {
  const read = fromApi(actionFields, {
    ...found,
    supported_triggers: firstOf(found["supported_triggers"]),
  });
  const { name, supportedTriggers, code, dependencies, modules, runtime } = read;
  return {
    name: name ?? "",
    supportedTriggers: supportedTriggers ?? null,
    code: code ?? "",
    dependencies: dependencies ?? [],
    modules: modules ?? [],
    runtime: runtime === "node18-actions" ? "node18" : (runtime ?? ""),
  };
}

/** The version that runs, if any does. */
export function deployedVersion(found: Properties): string | undefined {
  const deployed = found["deployed_version"];
  return isProperties(deployed) ? text(deployed["id"]) : undefined;
}

function body({ inputs, changed }: Change<ManagementApi>): Properties {
  const sent = toApi(actionFields, inputs);
  const { name, code, runtime } = sent;
  const secrets = changed("secrets")
    ? (sent["secrets"] ?? [])
    : changed("secretsWos") || changed("secretsWoVersion")
      ? (sent["secrets_wo"] ?? [])
      : undefined;
  return withoutUndefined({
    name,
    code,
    // The API has another name for node18, except for token exchange (terraform-provider-auth0).
    runtime: runtime === "node18" && !isTokenExchange(inputs) ? "node18-actions" : runtime,
    supported_triggers: sent["supported_triggers"] === undefined ? undefined : [sent["supported_triggers"]],
    dependencies: changed("dependencies") ? (sent["dependencies"] ?? []) : undefined,
    secrets,
    modules: changed("modules") ? (sent["modules"] ?? []) : undefined,
  });
}

/**
 * An update sends all secrets, so a secret that was added elsewhere would be lost: the update is rejected.
 */
async function refuseToEraseSecrets({
  api,
  id,
  prior,
  planned,
  changed,
}: Update<ManagementApi>): Promise<void> {
  const ours = (["secrets", "secretsWos"] as const).filter((name) => changed(name));
  if (ours.length === 0 && !changed("secretsWoVersion")) return;
  const found = await readForSecrets(api, id);
  const names = new Set(
    ["secrets", "secretsWos"].flatMap((name) => [...secretNames(prior[name]), ...secretNames(planned[name])]),
  );
  const foreign = secretNames(found["secrets"]).filter((name) => !names.has(name));
  if (foreign.length === 0) return;
  throw new Error(
    foreign
      .map(
        (name) =>
          `Unmanaged Action Secret: the action has a secret that is not in the program: ${name}. The update would ` +
          "delete it. Add it to the action's secrets.",
      )
      .join("\n"),
  );
}

async function readForSecrets(api: ManagementApi, id: string): Promise<Properties> {
  const found = await orThrowGone(api.send("GET", `${path}/${encodeURIComponent(id)}`));
  return isProperties(found) ? found : {};
}

function secretNames(secrets: Value | undefined): string[] {
  return Array.isArray(secrets) ? secrets.filter(isProperties).map((secret) => text(secret["name"])) : [];
}

function firstOf(items: Value | undefined): Value {
  return Array.isArray(items) ? (items[0] ?? null) : null;
}

function isTokenExchange(inputs: Properties): boolean {
  const trigger = inputs["supportedTriggers"];
  return isProperties(trigger) && trigger["id"] === "custom-token-exchange";
}

function withoutUndefined(values: Record<string, Value | undefined>): Properties {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
