import { isBuiltin } from "node:module";
import type { ActionRecord } from "../state/tenantState.ts";

/** Four steps while packages are installed, as recorded; without packages, the first step is the last. */
const installing = ["building", "building", "building", "building"];

/** A package that is not available is tried three times (recorded failed build). */
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
 * The local tenant has no package registry. The name of a Node module is not a package, so it can't be
 * installed.
 */
function stepsOf({ dependencies }: ActionRecord): string[] {
  const fails = dependencies.some(({ name }) => typeof name === "string" && isBuiltin(name));
  if (fails) return [...failing, "failed"];
  return [...(dependencies.length > 0 ? installing : []), "built"];
}

/** Starts a build; its start time is the draft's `updated_at`. */
export function startBuild(action: ActionRecord): void {
  action.readsOfBuild = 0;
  action.allChangesDeployed = false;
}

/** Counts one read of the draft; reading a finished build changes nothing. */
export function noteRead(action: ActionRecord, now: Date): void {
  if (["built", "failed"].includes(buildStatus(action, now))) return;
  action.readsOfBuild = (action.readsOfBuild ?? 0) + 1;
}

/**
 * The progress of the build. It advances one step each second, as Auth0's does over time, and one step with
 * each read, so that a poller does not wait.
 */
export function buildStatus(action: ActionRecord, now: Date): string {
  const steps = stepsOf(action);
  const seconds = Math.floor((now.getTime() - Date.parse(action.updated_at)) / 1000);
  const done = Math.min(Math.max(action.readsOfBuild ?? 0, seconds), steps.length);
  return steps[done - 1] ?? "pending";
}

/** Completes a build at once. */
export function finishBuild(action: ActionRecord): void {
  action.readsOfBuild = stepsOf(action).length;
}
