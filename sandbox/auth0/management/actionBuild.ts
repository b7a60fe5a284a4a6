import { isBuiltin } from "node:module";
import type { ActionRecord } from "../state/tenantState.ts";

/** Four steps while packages are fetched, as recorded; without packages the first step ends it. */
const installing = ["building", "building", "building", "building"];

/** A package that can't be had is tried three times (recorded build that failed). */
const failing = [
  "building",
  "retrying",
  "retrying",
  "building",
  "retrying",
  "retrying",
  "building",
  "building",
  "building",
];

/**
 * The sandbox has no package registry. What names a module of Node itself is no package, so it can't be
 * installed.
 */
function stepsOf({ dependencies }: ActionRecord): string[] {
  const fails = dependencies.some(({ name }) => typeof name === "string" && isBuiltin(name));
  if (fails) return [...failing, "failed"];
  return [...(dependencies.length > 0 ? installing : []), "built"];
}

/** Starts a build; the hour of its beginning is the draft's `updated_at`. */
export function startBuild(action: ActionRecord): void {
  action.readsOfBuild = 0;
  action.allChangesDeployed = false;
}

/** Notes one read of the draft; a read of what is built changes nothing. */
export function noteRead(action: ActionRecord, now: Date): void {
  if (["built", "failed"].includes(buildStatus(action, now))) return;
  action.readsOfBuild = (action.readsOfBuild ?? 0) + 1;
}

/**
 * Where the build is. It goes on by a step each second, as Auth0's does by time, and by a step with each read,
 * so that who polls waits for nothing.
 */
export function buildStatus(action: ActionRecord, now: Date): string {
  const steps = stepsOf(action);
  const seconds = Math.floor((now.getTime() - Date.parse(action.updated_at)) / 1000);
  const done = Math.min(Math.max(action.readsOfBuild ?? 0, seconds), steps.length);
  return steps[done - 1] ?? "pending";
}

/** Lets a build come to its end at once. */
export function finishBuild(action: ActionRecord): void {
  action.readsOfBuild = stepsOf(action).length;
}
