import { chooseClients } from "./adopt/chooseClients.ts";
import { declaredIn, namedClients, registeredNames } from "./adopt/names.ts";
import { neededChanges } from "./adopt/neededChanges.ts";
import type { AdoptionPlan, TenantFound } from "./adopt/planAdoption.ts";
import { managedIn, parts } from "../configuration/parts.ts";
import { fullKey } from "../configuration/source.ts";
import type { Client } from "../tenant/readers/clients.ts";
import type { Import } from "../findings/PartFinding.ts";
import { recordedTag } from "./userStack/recordedState.ts";
import { readResources } from "./userStack/stackReading.ts";
import { neededFor, planAdoption } from "./adopt/planAdoption.ts";
import type { Values } from "./adopt/unreadable.ts";
import { ManagementApi } from "../tenant/api/ManagementApi.ts";
import { oneLine } from "../mfa/oneLine.ts";
import { readSnapshot } from "../tenant/readers/snapshot.ts";
import { describeProblems, setSecret } from "../configuration/problems.ts";
import type { Settings } from "../settings/settings.ts";
import { purposeOf } from "../components/hooks/purpose.ts";
import { canAsk, command } from "./adopt/command/options.ts";
import type { AdoptOptions } from "./adopt/command/options.ts";
import { askClients, askToGoOn, askValue } from "./adopt/command/questions.ts";
import { describe, rejected, sharedIn, toBeWritten } from "./adopt/command/show.ts";
import { otherOwners } from "./userStack/otherOwners.ts";
import { readStackFiles } from "./userStack/stackFiles.ts";
import { takeOver } from "./adopt/command/takeOver.ts";
import { CommandError } from "./terminal/command.ts";
import { waiting } from "./terminal/waiting.ts";
import { rulesAgainst } from "./userStack/policyPack.ts";
import { readUserStack, userPulumi } from "./userStack/userStack.ts";
import type { UserStack } from "./userStack/userStack.ts";

async function adopt(options: AdoptOptions): Promise<number> {
  const ask = canAsk() && !options.yes;
  const stack = await readUserStack(options.stack, options.cwd);
  const planned = await planFor(stack, options, ask);
  if (planned === undefined) return 2;
  const { plan, doubt } = planned;
  console.log(`${[describe(plan, stack.source), ...(doubt === undefined ? [] : [doubt])].join("\n\n")}\n`);
  if (options["dry-run"] || ask) console.log(toBeWritten(plan, stack.source));
  if (options["dry-run"]) return 0;

  const { values, newSecrets, newValues, missing } = await fillIn(plan, stack, ask);
  if (missing.length > 0) {
    console.log(
      `Nothing was changed. Auth0 does not return these values; set them to what the tenant uses, then run this again:\n${missing
        .map((command) => `  npm run pulumi -- config ${command} --stack ${stack.name}`)
        .join("\n")}`,
    );
    return 2;
  }
  if (ask && !(await askToGoOn())) {
    console.log("Nothing was changed.");
    return 2;
  }
  const { name, engine, project } = stack;
  const adopted = await takeOver(plan, {
    pulumi: userPulumi(engine, options.cwd, purposeOf("adopt")),
    stack: name,
    project,
    values,
    newSecrets,
    newValues,
  });
  const managed = plan.managed.length === 0 ? "nothing yet" : plan.managed.join(", ");
  console.log(
    `\nAdopted: stack "${name}" manages ${managed}. Its preview shows no change; the tenant was not changed.`,
  );
  const shared = sharedIn(plan);
  if (shared !== undefined) console.log(`\n${shared}`);
  const against = rejected(await rulesAgainst(project, adopted));
  if (against !== undefined) console.log(against);
  return 0;
}

/** The plan, and what can't be known about it. */
interface Planned {
  plan: AdoptionPlan;
  doubt: string | undefined;
}

async function readTenant(api: ManagementApi): Promise<TenantFound> {
  const { tenant } = await readSnapshot(api, ["tenant"]);
  return tenant.experience === "unified"
    ? readSnapshot(api, neededFor.unified)
    : readSnapshot(api, neededFor.legacy);
}

/**
 * Reads the tenant and plans. Returns `undefined`, after saying so, if an application has to be chosen first.
 */
async function planFor(stack: UserStack, options: AdoptOptions, ask: boolean): Promise<Planned | undefined> {
  const { settings, problems, project } = stack;
  const ofAuth0 = problems.filter(({ key }) => key.startsWith("auth0:"));
  if (ofAuth0.length > 0) throw new CommandError(describeProblems(stack.name, ofAuth0));
  const api = new ManagementApi(settings.auth0);
  const found = await waiting("Reading the tenant", () => readTenant(api));
  const [{ own, others: stacks }, recorded] = await Promise.all([
    readStackFiles(project, stack.name),
    readResources(userPulumi(stack.engine, options.cwd), stack.name),
  ]);
  const tag = recordedTag(recorded);
  const owners = otherOwners(settings.auth0.domain, { stacks, clients: found.clients, ownTag: tag });
  const allowed = {
    managed: parts.filter((part) => managedIn(own).includes(part)),
    // Listing a part in `manage` asks for it.
    reasons: own["manage"] === undefined ? owners.partReasons : {},
    isRecorded: ({ type, name }: Pick<Import, "type" | "name">) =>
      recorded.some(({ urn }) => urn.endsWith(`${type}::${name}`)),
    others: owners.certain,
    foreign: owners.clientReasons,
    actionsWithoutMfa: settings.actionsWithoutMfa,
  };
  const taken = namesByClient(settings.applications);
  const names = { ...registeredNames(found.clients, tag), ...taken };
  const adopted = allowed.managed.includes("application")
    ? await chosenClients(found, stack, { options, ask, foreign: owners.clientReasons, names })
    : [];
  if (adopted === undefined) return undefined;
  const named = namedClients(adopted, names).map((one) => {
    const { clientId } = one.client;
    const isOwn = names[clientId] !== undefined && taken[clientId] === undefined;
    if (isOwn) return { ...one, declared: declaredIn(own, one.name) };
    const { existing } = settings.applications?.[one.name] ?? {};
    return { ...one, leavesUrls: existing?.clientId === clientId && !existing.manageUrls };
  });
  const plan = planAdoption(found, named, allowed);
  const needed = neededChanges(plan.configuration, { own, defaults: project.defaults });
  return { plan: { ...plan, configuration: needed }, doubt: owners.doubt };
}

interface Choosing {
  options: AdoptOptions;
  ask: boolean;
  /** Why an application is another stack's, by client ID: it is adopted only if it is named. */
  foreign: ReadonlyMap<string, string>;
  /** The configuration's names, by client ID. */
  names: Readonly<Record<string, string>>;
}

/** The applications to adopt. Returns `undefined`, after saying so, if one has to be chosen first. */
async function chosenClients(
  found: TenantFound,
  { settings }: UserStack,
  { options, ask, foreign, names }: Choosing,
): Promise<readonly Client[] | undefined> {
  const isNamed = options["client-id"].length > 0 || options.name.length > 0;
  const candidates = found.clients.filter(
    ({ clientId }) => isNamed || !foreign.has(clientId) || names[clientId] !== undefined,
  );
  const choice = chooseClients(candidates, {
    clientIds: options["client-id"],
    names: options.name,
    configured: {
      clientIds: Object.keys(names),
      names: Object.values(settings.applications ?? {}).map(({ appName }) => appName),
    },
    foreign,
  });
  if (choice.kind === "wrong") throw new CommandError(`Failed to find the application: ${choice.why}.`);
  if (choice.kind === "unclear" && !ask) {
    console.log(
      `The tenant has several single-page applications. Choose the ones to adopt with --client-id:\n${choice.clients
        .map(({ name, clientId }) => `  ${clientId}  ${oneLine(name)}`)
        .join("\n")}`,
    );
    return undefined;
  }
  return choice.kind === "unclear" ? askClients(choice.clients) : choice.clients;
}

/** The configured names of clients that the stack has already adopted. */
function namesByClient(applications: Settings["applications"] = {}): Record<string, string> {
  const existing = Object.entries(applications).flatMap(([name, one]) =>
    one.existing === undefined ? [] : [[one.existing.clientId, name] as const],
  );
  return Object.fromEntries(existing);
}

interface FilledIn {
  values: Values;
  newSecrets: Record<string, string>;
  newValues: Record<string, string>;
  /** `pulumi config …` for each value that is still missing. */
  missing: string[];
}

/**
 * Values that the API does not return: from the configuration, or else from the user, if there is a terminal.
 */
async function fillIn(plan: AdoptionPlan, { source }: UserStack, ask: boolean): Promise<FilledIn> {
  const filled: FilledIn & { values: Record<string, string> } = {
    values: {},
    newSecrets: {},
    newValues: {},
    missing: [],
  };
  for (const unknown of plan.unknown) {
    const { key, secret } = unknown;
    const known = unknown.value === undefined ? source.values[fullKey(source.project, key)] : undefined;
    const value = known || (unknown.value ?? (ask ? await askValue(unknown) : ""));
    if (value === "") filled.missing.push(secret ? setSecret(key) : `set ${key} VALUE`);
    filled.values[key] = value;
    if (value !== "" && known === undefined) (secret ? filled.newSecrets : filled.newValues)[key] = value;
  }
  return filled;
}

await command.run(adopt);
