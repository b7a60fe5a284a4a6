import { z } from "zod";
import { badRequest, conflict, forbidden } from "../errors.ts";
import { newId } from "../ids.ts";
import { isObject, omit, withoutNulls } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ActionRecord, ActionSecret, TenantState } from "../state/tenantState.ts";
import { buildStatus, finishBuild, noteRead, startBuild } from "./actionBuild.ts";
import {
  actionSummary,
  actionView,
  deployVersion,
  findAction,
  nanoseconds,
  versionView,
} from "./actionRecord.ts";
import { created, noContent, ok, param } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { actionsPage } from "./paging.ts";
import { knownTriggers } from "./triggerCatalog.ts";
import { checked } from "./validation.ts";

const triggerIds = Object.keys(knownTriggers);

const editable = {
  name: z.string().min(1),
  supported_triggers: z
    .array(
      z.object({
        id: z.string().refine((id) => triggerIds.includes(id), "Unknown trigger"),
        version: z.string().optional(),
      }),
    )
    .min(1),
  code: z.string().max(100_000),
  dependencies: z.array(z.record(z.string(), z.unknown())),
  runtime: z.enum(["node12", "node16", "node18", "node18-actions", "node22", "node24"]),
  // Limits of a secret [customize/actions/limitations].
  secrets: z.array(z.object({ name: z.string().min(1).max(128), value: z.string().max(4096).optional() })),
  modules: z.array(z.unknown()),
};

const newAction = z
  .strictObject({ ...editable, deploy: z.boolean() })
  .partial()
  .required({ name: true, supported_triggers: true });

const actionPatch = z.strictObject(editable).partial();

/**
 * Secrets replace the list. One that stays keeps its place, and its value if none is sent (recorded updates).
 */
function replacedSecrets(
  before: ActionSecret[],
  sent: { name: string; value?: string | undefined }[],
  at: string,
): ActionSecret[] {
  const places = before.map(({ name }) => name);
  const place = (name: string): number => (places.includes(name) ? places.indexOf(name) : places.length);
  return sent
    .map(({ name, value }) => ({
      name,
      value: value ?? before.find((secret) => secret.name === name)?.value ?? "",
      updated_at: at,
    }))
    .sort((one, other) => place(one.name) - place(other.name));
}

/**
 * A tenant has one Action that sends its phone messages
 * [customize/phone-messages/configure-custom-phone-provider].
 */
function checkCardinality(state: TenantState, action: ActionRecord): void {
  const sends = (each: ActionRecord): boolean =>
    each.supported_triggers.some(({ id }) => id === "custom-phone-provider");
  if (sends(action) && state.actions.some((other) => other !== action && sends(other))) {
    throw forbidden(
      "Only one action is allowed for the custom-phone-provider trigger",
      "actions_cardinality_custom_phone_provider_not_allowed",
    );
  }
}

function create(call: Call): Answer {
  const { state, now } = call;
  const body = checked(newAction, withoutNulls(isObject(call.body) ? call.body : {}));
  const at = nanoseconds(now);
  const action: ActionRecord = {
    id: newId.uuid(),
    name: body.name,
    supported_triggers: body.supported_triggers.map(({ id, version }) => ({
      id,
      version: version ?? knownTriggers[id] ?? "v1",
    })),
    created_at: at,
    updated_at: at,
    code: body.code ?? "",
    dependencies: body.dependencies ?? [],
    runtime: body.runtime ?? "node22",
    secrets: replacedSecrets([], body.secrets ?? [], at),
    versions: [],
    allChangesDeployed: false,
  };
  checkCardinality(state, action);
  startBuild(action);
  state.actions.push(action);
  if (body.deploy === true) finishAndDeploy(action, now);
  return created(actionView(action, now));
}

function finishAndDeploy(action: ActionRecord, now: Date): void {
  finishBuild(action);
  if (buildStatus(action, now) === "built") deployDraft(action, now);
}

function deployDraft(action: ActionRecord, now: Date): JsonObject {
  const { code, dependencies, runtime, supported_triggers } = action;
  action.allChangesDeployed = true;
  return versionView(deployVersion(action, { code, dependencies, runtime, supported_triggers }, now));
}

function update(call: Call): Answer {
  const { state, now } = call;
  const action = findAction(state, param(call, "id"));
  const { secrets, ...body } = checked(actionPatch, call.body);
  const at = nanoseconds(now);
  const before = { ...action };
  Object.assign(action, withoutNulls(omit(body, ["modules"])));
  try {
    checkCardinality(state, action);
  } catch (error) {
    Object.assign(action, before);
    throw error;
  }
  if (secrets !== undefined) action.secrets = replacedSecrets(action.secrets, secrets, at);
  action.updated_at = at;
  startBuild(action);
  return ok(actionView(action, now));
}

/**
 * The response shows the version before it is in use: `deployed` is false and `built_at` absent (recorded
 * deploys).
 */
function deploy(call: Call): Answer {
  const action = findAction(call.state, param(call, "id"));
  if (buildStatus(action, call.now) !== "built")
    throw badRequest("A draft must be in the 'built' state before it can be deployed.");
  const version = deployDraft(action, call.now);
  return ok({
    ...omit(version, ["built_at"]),
    deployed: false,
    action: { ...actionSummary(action), all_changes_deployed: false },
  });
}

function remove(call: Call): Answer {
  const { state, query } = call;
  const action = findAction(state, param(call, "id"));
  const bound = Object.values(state.bindings).some((list) =>
    list.some((binding) => binding.action_id === action.id),
  );
  if (bound && query["force"] !== "true") throw conflict("Unable to delete an action bound to a trigger.");
  const inUse =
    action.supported_triggers.some(({ id }) => id === "custom-phone-provider") &&
    state.phoneProviders.some((provider) => provider.name === "custom");
  if (inUse) throw conflict("Unable to delete the action of the custom phone provider in use.");
  for (const [trigger, list] of Object.entries(state.bindings)) {
    state.bindings[trigger] = list.filter((binding) => binding.action_id !== action.id);
  }
  state.actions = state.actions.filter((each) => each !== action);
  return noContent;
}

function list({ state, query, now }: Call): Answer {
  const found = state.actions.filter(
    (action) =>
      (query["triggerId"] === undefined ||
        action.supported_triggers.some(({ id }) => id === query["triggerId"])) &&
      (query["actionName"] === undefined || action.name === query["actionName"]) &&
      (query["deployed"] === undefined || String(action.versions.length > 0) === query["deployed"]),
  );
  return ok(
    actionsPage(
      "actions",
      found.map((action) => actionView(action, now)),
      query,
    ),
  );
}

function read(call: Call): Answer {
  const action = findAction(call.state, param(call, "id"));
  noteRead(action, call.now);
  return ok(actionView(action, call.now));
}

const path = "/actions/actions";
const reading = ["read:actions"];

export const actions: Endpoint[] = [
  { method: "GET", path, scopes: reading, run: list },
  { method: "POST", path, scopes: ["create:actions"], run: create },
  { method: "GET", path: `${path}/:id`, scopes: reading, run: read },
  { method: "PATCH", path: `${path}/:id`, scopes: ["update:actions"], run: update },
  { method: "DELETE", path: `${path}/:id`, scopes: ["delete:actions"], run: remove },
  { method: "POST", path: `${path}/:id/deploy`, scopes: ["create:actions"], run: deploy },
];
