import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "../../bridge/errors.ts";
import { isProperties, text, type Properties } from "../../bridge/schema/value.ts";
import type { ManagementApi } from "../tenant/api.ts";

const longestWait = 360_000;

/** Waits until the Action is built, deploys it, and waits until that version is the one that runs. */
export async function deploy(api: ManagementApi, path: string, planned: Properties): Promise<void> {
  const name = JSON.stringify(planned["name"]);
  await poll(api, path, `action ${name} never reached built state`, (action) => {
    if (action["status"] === "failed") {
      throw new Error(`action ${name} failed to build, check the Auth0 UI for errors`);
    }
    return (
      action["status"] === "built" ||
      `expected action ${name} status "${text(action["status"])}" to equal "built"`
    );
  });
  await api.send("POST", `${path}/deploy`);
  await poll(api, path, `action ${name} deploy never completed`, (action) => {
    const version = action["deployed_version"];
    return (isProperties(version) && version["deployed"] === true) || `action ${name} not deployed yet`;
  });
}

/** Reads at once, then after 0.5, 1, 2 … 10 seconds, as Terraform's retry does. */
async function poll(
  api: ManagementApi,
  path: string,
  failure: string,
  isDone: (action: Properties) => true | string,
): Promise<void> {
  const end = Date.now() + longestWait;
  try {
    for (let wait = 500; ; wait = Math.min(wait * 2, 10_000)) {
      const action = await api.send("GET", path);
      const outcome = isDone(isProperties(action) ? action : {});
      if (outcome === true) return;
      if (Date.now() + wait > end) throw new Error(`timeout while waiting for state: ${outcome}`);
      await sleep(wait);
    }
  } catch (thrown) {
    throw new Error(`${failure}: ${messageOf(thrown)}`, { cause: thrown });
  }
}
