import { madeBy } from "../drift/Declared.ts";
import { readClient } from "../../tenant/readers/clients.ts";
import { CallFailure } from "../../tenant/http/CallFailure.ts";
import { readMfaActionsIfAllowed } from "../../tenant/readers/mfaActions.ts";
import { readSnapshot } from "../../tenant/readers/snapshot.ts";
import { carrierAddress } from "../../senders/account/carrierAddress.ts";
import { sendersInCommands } from "../../senders/commands.ts";
import { senderNames, senders } from "../../senders/index.ts";
import { checkClock } from "./checks/clock.ts";
import { checkConfiguration } from "./checks/configuration.ts";
import { checkScopes } from "./checks/credentials.ts";
import { checkLoginFlow } from "./checks/loginFlow.ts";
import { checkPlan } from "./checks/plan.ts";
import { checkRecordedCredentials } from "./checks/recordedCredentials.ts";
import { checkOtherStacks } from "./checks/otherStacks.ts";
import { checkDomain, checkTenant } from "./checks/tenant.ts";
import { checkToolchain } from "./checks/toolchain.ts";
import { checkOrganizations } from "./checks/urls.ts";
import { group } from "../../findings/Finding.ts";
import type { Finding } from "../../findings/Finding.ts";
import type { Subject } from "./Subject.ts";

/**
 * Checks everything that a stack needs, tenant and carrier in parallel. Only reads. It skips checks that an
 * earlier failure makes pointless.
 */
export async function examine(subject: Subject): Promise<Finding[]> {
  const [ofTenant, ofCarrier] = await Promise.all([examineAuth0(subject), examineCarrier(subject)]);
  return [
    ...checkToolchain(subject),
    ...checkConfiguration(subject),
    ...checkRecordedCredentials(subject),
    ...checkOtherStacks(subject),
    ...ofTenant,
    ...checkClock(subject.api.clockSkew),
    ...ofCarrier,
  ];
}

async function examineAuth0(subject: Subject): Promise<Finding[]> {
  const { failed, notChecked } = group("Auth0 credentials");
  if (hasProblem(subject, /^auth0:/)) return [notChecked("the configuration is wrong"), ...withoutTenant()];
  let scopes: readonly string[] | undefined;
  try {
    scopes = await acceptedScopes(subject);
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    return [failed(error.why, error.remedy), ...checkDomain(subject), ...withoutTenant()];
  }
  const [ofTenant, ofPlan, ofLogin] = await Promise.all([
    guarded("Tenant", () => examineTenant(subject)),
    guarded("Plan", () => examinePlan(subject)),
    guarded("Login flow", async () => checkLoginFlow(subject, await readMfaActionsIfAllowed(subject.api))),
  ]);
  return [...checkScopes(subject, scopes), ...ofTenant, ...ofPlan, ...ofLogin];
}

/** The scopes of the credentials. Whether a configured token is valid shows only in the first call. */
async function acceptedScopes({ api, settings }: Subject): Promise<readonly string[] | undefined> {
  const scopes = await api.scopes();
  if (settings.auth0.apiToken === undefined) return scopes;
  await readSnapshot(api, ["tenant"]).catch((error: unknown) => {
    // What else fails has its own line.
    if (error instanceof CallFailure && error.kind === "credentials") throw error;
  });
  return scopes;
}

async function examineTenant(subject: Subject): Promise<Finding[]> {
  const { api, outputs } = subject;
  const { tenant } = await readSnapshot(api, ["tenant"]);
  const clients = Object.entries(madeBy(outputs).clientIds).map(async ([name, clientId]) => ({
    name,
    clientId,
    client: await readClient(api, clientId),
  }));
  const applications = await Promise.all(clients);
  return [...checkTenant(subject, tenant, applications), ...checkOrganizations(subject, applications)];
}

async function examinePlan(subject: Subject): Promise<Finding[]> {
  const { factors, policy } = await readSnapshot(subject.api, ["factors", "policy"]);
  return checkPlan(subject, factors, policy, subject.api.rateLimit);
}

async function examineCarrier(subject: Subject): Promise<Finding[]> {
  const { settings, transport, attachedNumbers } = subject;
  const { sender } = settings;
  if (sender === undefined) return [];
  const name = senders[sender.kind].label;
  if (hasProblem(subject, new RegExp(`^(auth0:domain|sender|delivery|${senderNames.join("|")})`)))
    return [group(name).notChecked("the configuration is wrong")];
  return guarded(name, async () => {
    const at = await carrierAddress(sender.kind, settings.auth0.domain, transport);
    const { messagingServiceSid } = madeBy(subject.outputs);
    const check = { delivery: settings.delivery, messagingServiceSid, attachedNumbers, at, transport };
    return sendersInCommands[sender.kind].checkAccount(sender, check);
  });
}

/** A group whose reads may fail. A missing scope already has its own line. */
async function guarded(name: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  const { failed, notChecked } = group(name);
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    return [error.kind === "scope" ? notChecked(error.why) : failed(error.why, error.remedy)];
  }
}

const withoutTenant = (): Finding[] =>
  ["Tenant", "Plan", "Login flow"].map((name) => group(name).notChecked("there is no access to Auth0"));

const hasProblem = ({ problems }: Subject, keys: RegExp): boolean =>
  problems.some(({ key }) => keys.test(key));
