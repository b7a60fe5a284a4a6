import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { customProvider } from "../../mfa/actionSenders.ts";
import { triggers } from "../../senders/action.ts";
import { readMessageBindings } from "../../tenant/readers/bindings.ts";
import { readPhoneProviders } from "../../tenant/readers/phoneProviders.ts";
import type { TenantReader } from "../../tenant/api/ManagementApi.ts";
import { listByPage } from "../../tenant/api/lists.ts";
import { shaped } from "../../tenant/http/shape.ts";
import type { Hook, KnownSender } from "./Hook.ts";
import { declaredPhone, runAgain } from "./Hook.ts";
import type { TenantCalls } from "./TenantCalls.ts";
import { Refused } from "./TenantCalls.ts";

type DeclaredAction = NonNullable<KnownSender["action"]>;

const answer = z.object({
  id: z.string(),
  name: z.string(),
  code: z.string().nullish(),
  status: z.string().nullish(),
  all_changes_deployed: z.boolean().nullish(),
  supported_triggers: z.array(z.object({ id: z.string() })).nullish(),
  deployed_version: z.object({ code: z.string().nullish(), deployed: z.boolean().nullish() }).nullish(),
});

type Action = z.infer<typeof answer>;

/**
 * Runs before an Action is created, and deletes an orphan whose creation got no response: Auth0 would reject
 * a second Action of that name forever. The Action in use stays.
 */
export const newAction: Hook = {
  purpose: "look for an Action that an earlier run left",
  consequence: "Nothing was created.",
  fix: runAgain,
  async run({ tenant, news }) {
    for (const left of await readActions(tenant, String(news["name"])))
      if (left.code === news["code"] && !(await isInUse(tenant, left))) await remove(tenant, left);
  },
};

/**
 * Runs before an Action is bound to the flow of a legacy tenant's messages: Auth0 binds only a deployed
 * Action.
 */
export const binding: Hook = {
  purpose: "deploy the Action that sends messages",
  consequence: "Messages are sent as before.",
  fix: runAgain,
  async run({ tenant, declared }) {
    await deployOwn(tenant, await declaredPhone(declared).sender());
  },
};

/** The stack's own Action, and others of its name and code that were never deployed. */
interface Found {
  own: Action;
  twins: Action[];
}

/** The stack's own Action, which exists before anything that needs it. */
export async function findOwnAction(tenant: TenantReader, { name, code }: DeclaredAction): Promise<Found> {
  const found = (await readActions(tenant, name)).toSorted(
    (one, other) => Number(isDraft(one)) - Number(isDraft(other)),
  );
  const own = found.find((action) => action.code === code) ?? found[0];
  if (own === undefined)
    throw new Refused(`the tenant no longer has the Action "${name}". Fix: pulumi refresh, then pulumi up.`);
  return { own, twins: found.filter((one) => one !== own && one.code === own.code && isDraft(one)) };
}

const isDraft = ({ deployed_version: deployed }: Action): boolean =>
  deployed === null || deployed === undefined;

/**
 * Sends the secrets again and deploys them. Auth0 does not return secrets, so nobody can tell which ones it
 * has.
 */
export async function sendSecrets(
  tenant: TenantCalls,
  { id }: Action,
  { code, secrets }: DeclaredAction,
): Promise<void> {
  await tenant.write(
    { method: "PATCH", path: pathOf(id), body: { code, secrets } },
    "the Action's secrets sent",
  );
  await deployDraft(tenant, id);
}

/** Deploys the sender's Action, if there is one, before anything that needs it. */
export async function deployOwn(tenant: TenantCalls, sender: KnownSender | undefined): Promise<void> {
  if (sender?.action !== undefined)
    await deploy(tenant, (await findOwnAction(tenant, sender.action)).own, sender.action);
}

/** Deploys the Action, unless it runs as declared. */
export async function deploy(tenant: TenantCalls, action: Action, { code }: DeclaredAction): Promise<void> {
  const { deployed_version: deployed, all_changes_deployed: all } = action;
  const runs = deployed?.deployed === true && deployed.code === code && all !== false;
  if (!runs) await deployDraft(tenant, action.id);
}

/**
 * Deletes drafts of the stack's own Action. If a creation gets no response, the provider tries again. It
 * knows only the last Action that it created, which is deployed by now.
 */
export async function removeTwins(tenant: TenantCalls, { twins }: Found): Promise<void> {
  for (const twin of twins) await remove(tenant, twin);
}

/** Whether messages are sent by an Action. */
export async function isInUse(
  tenant: TenantReader,
  { id, supported_triggers: supported }: Pick<Action, "id" | "supported_triggers">,
): Promise<boolean> {
  if (supported?.some((trigger) => trigger.id === triggers.unified.id))
    return (await readPhoneProviders(tenant)).some(({ name }) => name === customProvider);
  return (await readMessageBindings(tenant)).some(({ actionId }) => actionId === id);
}

/** As long as Auth0's provider waits for a build. */
const longestBuild = 360_000;

async function deployDraft(tenant: TenantCalls, id: string): Promise<void> {
  await until(tenant, id, ({ status }) => {
    if (status === "failed")
      throw new Refused("Auth0 failed to build the Action; its page in the dashboard shows the reason.");
    return status === "built";
  });
  await tenant.write({ method: "POST", path: `${pathOf(id)}/deploy` }, "the Action deployed");
  await until(tenant, id, ({ deployed_version: deployed }) => deployed?.deployed === true);
}

/** Reads the Action at once, then after 0.25, 0.5, 1 … 5 seconds. */
async function until(tenant: TenantCalls, id: string, isSo: (action: Action) => boolean): Promise<void> {
  const end = Date.now() + longestBuild;
  for (let wait = 250; !isSo(await readAction(tenant, id)); wait = Math.min(wait * 2, 5000)) {
    if (Date.now() + wait > end)
      throw new Refused("Auth0 did not finish building the Action within six minutes.");
    await sleep(wait);
  }
}

async function readAction(tenant: TenantReader, id: string): Promise<Action> {
  const what = "the Action";
  return shaped(answer, await tenant.get(pathOf(id), what), what);
}

/** The Actions of exactly this name; Auth0's filter may return others. */
async function readActions(tenant: TenantReader, name: string): Promise<Action[]> {
  const what = "the Actions";
  const path = `/actions/actions?actionName=${encodeURIComponent(name)}`;
  const found = shaped(z.array(answer), await listByPage(tenant, path, "actions", what), what);
  return found.filter((action) => action.name === name);
}

const remove = (tenant: TenantCalls, { id, name }: Action): Promise<void> =>
  tenant.write({ method: "DELETE", path: pathOf(id) }, `Action "${name}" deleted, left by an earlier run`);

const pathOf = (id: string): string => `/actions/actions/${encodeURIComponent(id)}`;
