import { notFound } from "../errors.ts";
import type { ActionRecord, ActionVersionRecord } from "../state/tenantState.ts";
import { actionSummary, deployVersion, findAction, versionView } from "./actionRecord.ts";
import { ok, param } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { actionsPage } from "./paging.ts";

function listVersions(call: Call): Answer {
  const action = findAction(call.state, param(call, "id"));
  const versions = [...action.versions].reverse();
  return ok(
    actionsPage(
      "versions",
      versions.map((version) => ({ ...versionView(version), action: actionSummary(action) })),
      call.query,
    ),
  );
}

function findVersion(call: Call): { action: ActionRecord; version: ActionVersionRecord } {
  const action = findAction(call.state, param(call, "id"));
  const version = action.versions.find((each) => each.id === param(call, "version"));
  if (version === undefined) throw notFound("That action version does not exist.");
  return { action, version };
}

/** Deploying an older version creates a new one from it [customize/actions/manage-versions]. */
function rollBack(call: Call): Answer {
  const { action, version } = findVersion(call);
  return ok(versionView(deployVersion(action, version, call.now)));
}

const path = "/actions/actions";
const reading = ["read:actions"];

export const actionVersions: Endpoint[] = [
  { method: "GET", path: `${path}/:id/versions`, scopes: reading, run: listVersions },
  {
    method: "GET",
    path: `${path}/:id/versions/:version`,
    scopes: reading,
    run: (call) => {
      const { action, version } = findVersion(call);
      return ok({ ...versionView(version), action: actionSummary(action) });
    },
  },
  { method: "POST", path: `${path}/:id/versions/:version/deploy`, scopes: ["create:actions"], run: rollBack },
];
