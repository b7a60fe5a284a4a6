import { chooseClients } from "./adopt/chooseClients.ts";
import { namedClients } from "./adopt/names.ts";
import type { AdoptionPlan, TenantFound } from "./adopt/planAdoption.ts";
import { fullKey } from "../configuration/source.ts";
import { neededFor, planAdoption } from "./adopt/planAdoption.ts";
import type { Values } from "./adopt/unreadable.ts";
import { ManagementApi } from "../tenant/api/ManagementApi.ts";
import { oneLine } from "../findings/words/oneLine.ts";
import { readSnapshot } from "../tenant/readers/snapshot.ts";
import { describeProblems, setSecret } from "../configuration/problems.ts";
import type { Settings } from "../settings/settings.ts";
import { purposeOf } from "../components/hooks/purpose.ts";
import { canAsk, command } from "./adopt/command/options.ts";
import type { AdoptOptions } from "./adopt/command/options.ts";
import { askClients, askToGoOn, askValue } from "./adopt/command/questions.ts";
import { describe } from "./adopt/command/show.ts";
import { takeOver } from "./adopt/command/takeOver.ts";
import { CommandError } from "./terminal/command.ts";
import { readUserStack, userPulumi } from "./userStack/userStack.ts";
import type { UserStack } from "./userStack/userStack.ts";

async function adopt(options: AdoptOptions): Promise<number> {
  const ask = canAsk() && !options.yes;
  const stack = await readUserStack(options.stack, options.cwd);
  const plan = await planFor(stack, options, ask);
  if (plan === undefined) return 2;
  console.log(`${describe(plan, stack.source)}\n`);
  if (options["dry-run"]) return told(plan, stack);

  const { values, newSecrets, newValues, missing } = await fillIn(plan, stack, ask);
  if (missing.length > 0) {
    console.log(
      `Auth0 does not give these back. Set them as the tenant has them, then run this again; nothing was changed:\n${missing
        .map((command) => `  npm run pulumi -- config ${command} --stack ${stack.name}`)
        .join("\n")}`,
    );
    return 2;
  }
  if (ask && !(await askToGoOn())) return 2;
  const { name, engine, project } = stack;
  await takeOver(plan, {
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
  return 0;
}

/** Reads the tenant and plans; `undefined` where an application has to be chosen first, which was said. */
async function planFor(
  stack: UserStack,
  options: AdoptOptions,
  ask: boolean,
): Promise<AdoptionPlan | undefined> {
  const { settings, problems } = stack;
  const ofAuth0 = problems.filter(({ key }) => key.startsWith("auth0:"));
  if (ofAuth0.length > 0) throw new CommandError(describeProblems(stack.name, ofAuth0));
  const api = new ManagementApi(settings.auth0);
  const { tenant } = await readSnapshot(api, ["tenant"]);
  const found: TenantFound =
    tenant.experience === "unified"
      ? await readSnapshot(api, neededFor.unified)
      : await readSnapshot(api, neededFor.legacy);
  const names = namesByClient(settings.applications);
  const choice = chooseClients(found.clients, {
    clientIds: options["client-id"],
    names: options.name,
    configured: {
      clientIds: Object.keys(names),
      names: Object.values(settings.applications ?? {}).map(({ appName }) => appName),
    },
  });
  if (choice.kind === "wrong") throw new CommandError(`Failed to find the application: ${choice.why}.`);
  if (choice.kind === "unclear" && !ask) {
    console.log(
      `Several single-page applications could be meant; name those to adopt with --client-id:\n${choice.clients
        .map(({ name, clientId }) => `  ${clientId}  ${oneLine(name)}`)
        .join("\n")}`,
    );
    return undefined;
  }
  const clients = choice.kind === "unclear" ? await askClients(choice.clients) : choice.clients;
  return planAdoption(found, namedClients(clients, names));
}

/** The names that the configuration has for clients that it takes over already. */
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
  /** `pulumi config …` for each value that nobody has given. */
  missing: string[];
}

/** Values that the API does not give back: from the configuration, else from who can be asked. */
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

function told(plan: AdoptionPlan, { project }: UserStack): number {
  const lines = Object.entries(plan.configuration).map(([key, value]) =>
    value === undefined
      ? `  ${fullKey(project.name, key)}: (the default)`
      : `  ${fullKey(project.name, key)}: ${JSON.stringify(value)}`,
  );
  const toBeSet = plan.unknown.filter(({ value }) => value === undefined).map(({ key }) => key);
  const asked = toBeSet.length === 0 ? "" : `\n\nNot given back by Auth0, and needed: ${toBeSet.join(", ")}.`;
  console.log(
    `It would write this configuration, and import ${plan.imports.length} resources:\n${lines.join("\n")}${asked}`,
  );
  return 0;
}

await command.run(adopt);
