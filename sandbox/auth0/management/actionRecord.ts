import { notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { copy, omit } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { buildStatus } from "./actionBuild.ts";
import type { ActionRecord, ActionSecret, ActionVersionRecord, TenantState } from "../state/tenantState.ts";

/** Actions use nanoseconds (recorded responses). */
export const nanoseconds = (now: Date): string => now.toISOString().replace("Z", "000000Z");

/** The Action, or the Management API's 404. */
export function findAction(state: TenantState, id: string): ActionRecord {
  const action = state.actions.find((candidate) => candidate.id === id);
  if (action === undefined) throw notFound("That action does not exist.");
  return action;
}

const withoutValues = (secrets: readonly ActionSecret[]): JsonObject[] =>
  secrets.map(({ name, updated_at }) => ({ name, updated_at }));

/** The parts that deploys and bindings show of an Action. */
export function actionSummary(action: ActionRecord): JsonObject {
  return {
    id: action.id,
    name: action.name,
    supported_triggers: action.supported_triggers,
    created_at: action.created_at,
    updated_at: action.updated_at,
  };
}

export function versionView(version: ActionVersionRecord): JsonObject {
  return { ...version, secrets: withoutValues(version.secrets) };
}

/**
 * `current_version` is a shorter form of the deployed version with an upper-case status (recorded reads after
 * a deploy).
 */
function currentVersion(version: ActionVersionRecord): JsonObject {
  const { id, code, runtime, number, built_at, created_at, updated_at } = version as JsonObject;
  return { id, code, runtime, status: "BUILT", number, build_time: built_at, created_at, updated_at };
}

/** The version in use; nothing for an Action that was never deployed. */
export function deployedVersion(action: ActionRecord): ActionVersionRecord | undefined {
  return action.versions.find((version) => version.deployed);
}

/** Version members of an Action's responses. */
export function versionMembers(action: ActionRecord): JsonObject {
  const version = deployedVersion(action);
  return version === undefined
    ? {}
    : { current_version: currentVersion(version), deployed_version: versionView(version) };
}

/** An Action as GET returns it: names of secrets, never their values. */
export function actionView(action: ActionRecord, now: Date): JsonObject {
  return {
    ...actionSummary(action),
    code: action.code,
    dependencies: action.dependencies,
    runtime: action.runtime,
    status: buildStatus(action, now),
    secrets: withoutValues(action.secrets),
    ...versionMembers(action),
    all_changes_deployed: action.allChangesDeployed,
  };
}

/** Puts a new version in use. */
export function deployVersion(action: ActionRecord, source: JsonObject, now: Date): ActionVersionRecord {
  const at = nanoseconds(now);
  for (const other of action.versions) other.deployed = false;
  const version: ActionVersionRecord = {
    ...copy(omit(source, ["id"])),
    id: newId.uuid(),
    deployed: true,
    number: action.versions.length + 1,
    built_at: at,
    secrets: copy(action.secrets),
    status: "built",
    created_at: at,
    updated_at: at,
  };
  action.versions.push(version);
  return version;
}
