import { z } from "zod";
import { badRequest, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { copy } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ActionRecord, BindingRecord, TenantState } from "../state/tenantState.ts";
import { actionSummary, deployedVersion, findAction, nanoseconds, versionMembers } from "./actionRecord.ts";
import { ok, param } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { actionsPage } from "./paging.ts";
import { entityBound, knownTriggers } from "./triggerCatalog.ts";
import { checked } from "./validation.ts";

const bindings = z.strictObject({
  bindings: z
    .array(
      z.strictObject({
        display_name: z.string().min(1).optional(),
        ref: z.strictObject({ type: z.enum(["action_id", "action_name", "binding_id"]), value: z.string() }),
        secrets: z.array(z.unknown()).optional(),
      }),
    )
    .max(20)
    .optional(),
});

type Ref = { type: "action_id" | "action_name" | "binding_id"; value: string };

function trigger(call: Call): string {
  const id = param(call, "id");
  if (!Object.hasOwn(knownTriggers, id)) throw notFound("The trigger does not exist");
  if (entityBound.includes(id)) throw badRequest("cannot list action bindings for an entity-bound trigger");
  return id;
}

/**
 * The embedded Action is stored before the deploy sets its flag, so it reads as not deployed (recorded
 * lists).
 */
function view(state: TenantState, id: string, binding: BindingRecord): JsonObject {
  const action = findAction(state, binding.action_id);
  return {
    id: binding.id,
    trigger_id: id,
    action: { ...actionSummary(action), ...versionMembers(action), all_changes_deployed: false },
    created_at: binding.created_at,
    updated_at: binding.updated_at,
    display_name: binding.display_name,
  };
}

function referred(state: TenantState, before: readonly BindingRecord[], ref: Ref): ActionRecord {
  if (ref.type === "action_id") return findAction(state, ref.value);
  if (ref.type === "binding_id") {
    return findAction(state, before.find((binding) => binding.id === ref.value)?.action_id ?? "");
  }
  const action = state.actions.find((each) => each.name === ref.value);
  if (action === undefined) throw notFound("That action does not exist.");
  return action;
}

function bindable(action: ActionRecord, id: string): ActionRecord {
  if (!action.supported_triggers.some((each) => each.id === id)) {
    throw badRequest(`The action ${action.name} does not support the trigger ${id}`);
  }
  if (deployedVersion(action) === undefined) {
    throw badRequest("Trying to create a binding for an action that has not been deployed yet.");
  }
  return action;
}

/** The whole list is replaced, and every binding gets a new id (recorded updates). */
function update(call: Call): Answer {
  const { state, now } = call;
  const id = trigger(call);
  const before = state.bindings[id] ?? [];
  const sent = checked(bindings, call.body).bindings ?? [];
  const at = nanoseconds(now);
  const after = sent.map(({ ref, display_name: name }): BindingRecord => {
    const action = bindable(referred(state, before, ref), id);
    return {
      id: newId.uuid(),
      action_id: action.id,
      display_name: name ?? action.name,
      created_at: at,
      updated_at: at,
    };
  });
  state.bindings[id] = after;
  return ok({ bindings: after.map((binding) => view(state, id, binding)) });
}

function list(call: Call): Answer {
  const { state, query } = call;
  const id = trigger(call);
  const views = (state.bindings[id] ?? []).map((binding) => copy(view(state, id, binding)));
  return ok(actionsPage("bindings", views, query));
}

function listTriggers(): Answer {
  const triggers = Object.entries(knownTriggers).map(([id, version]) => ({
    id,
    version,
    status: "CURRENT",
    runtimes: ["node18-actions", "node22"],
    default_runtime: "node22",
    binding_policy: entityBound.includes(id) ? "entity-bound" : "trigger-bound",
    compatible_triggers: [],
  }));
  return ok({ triggers });
}

export const triggers: Endpoint[] = [
  { method: "GET", path: "/actions/triggers", scopes: ["read:actions"], run: listTriggers },
  { method: "GET", path: "/actions/triggers/:id/bindings", scopes: ["read:actions"], run: list },
  { method: "PATCH", path: "/actions/triggers/:id/bindings", scopes: ["update:actions"], run: update },
];
