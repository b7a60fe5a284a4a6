import { setTimeout as sleep } from "node:timers/promises";
import type { Call } from "./stackAccess.ts";
import { Refused, withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

/** What runs for a `DeployedAction` (docs/decisions/0021). */
interface Properties {
  actionId: string;
  code: string;
  secrets: { name: string; value: string }[];
}

/** Of an Action as Auth0 answers it. */
interface Action {
  status?: string;
  all_changes_deployed?: boolean;
  deployed_version?: { code?: string; deployed?: boolean };
}

/** Auth0's provider waits as long for a build. */
const longestBuild = 360_000;

const consequence = "The Action runs as it was, if at all. Mend what it says and run the command again.";

/** Made after the Action. What created that has sent its secrets; whether it was deployed is looked at. */
export async function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  await withAccess("deploy the Action", consequence, async (call) => {
    await deployIfDue(call, properties);
    await removeTwins(call, properties);
  });
  return { id: "deployed", outs: properties };
}

/**
 * Deletes other Actions with this name and this very code that were never deployed: the provider tries a creation again that had no answer, and knows only the last
 * one that it made.
 */
async function removeTwins(call: Call, { actionId, code }: Properties): Promise<void> {
  const { actions = [] } = (await call("GET", "/actions/actions?per_page=100")) as {
    actions?: (Action & { id: string; name: string; code?: string })[];
  };
  const own = actions.find(({ id }) => id === actionId);
  const twins = actions.filter(
    (one) =>
      one.id !== actionId &&
      one.name === own?.name &&
      one.code === code &&
      one.deployed_version === undefined,
  );
  for (const { id } of twins) await call("DELETE", `/actions/actions/${encodeURIComponent(id)}`);
}

/** Another Action, other code, other secrets than those that run. */
export function diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean }> {
  const changes =
    olds.actionId !== news.actionId ||
    olds.code !== news.code ||
    JSON.stringify(olds.secrets) !== JSON.stringify(news.secrets);
  return Promise.resolve({ changes });
}

/** Sends secrets that changed, which the Action's update may have done already: nobody can tell; and deploys what is not. */
export async function update(_id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
  await withAccess("deploy the Action", consequence, async (call) => {
    if (JSON.stringify(olds.secrets) === JSON.stringify(news.secrets)) return deployIfDue(call, news);
    const { secrets, code } = news;
    await call("PATCH", pathOf(news), { code, secrets });
    return deploy(call, news);
  });
  return { outs: news };
}

async function deployIfDue(call: Call, properties: Properties): Promise<void> {
  const { deployed_version: deployed, all_changes_deployed: all } = await read(call, properties);
  const runs = deployed?.deployed === true && deployed.code === properties.code && all !== false;
  if (!runs) await deploy(call, properties);
}

async function deploy(call: Call, properties: Properties): Promise<void> {
  await until(call, properties, ({ status }) => {
    if (status === "failed")
      throw new Refused("Auth0 failed to build it; its page in the dashboard says why");
    return status === "built";
  });
  await call("POST", `${pathOf(properties)}/deploy`);
  await until(call, properties, (action) => action.deployed_version?.deployed === true);
}

/** Reads the Action at once, then after 0.25, 0.5, 1 … 5 seconds. */
async function until(call: Call, properties: Properties, isSo: (action: Action) => boolean): Promise<void> {
  const end = Date.now() + longestBuild;
  for (let wait = 250; !isSo(await read(call, properties)); wait = Math.min(wait * 2, 5000)) {
    if (Date.now() + wait > end) throw new Refused("Auth0 did not get ready with it in six minutes");
    await sleep(wait);
  }
}

const read = async (call: Call, properties: Properties): Promise<Action> =>
  (await call("GET", pathOf(properties))) as Action;

const pathOf = ({ actionId }: Properties): string => `/actions/actions/${encodeURIComponent(actionId)}`;
