import { readable } from "../../mfa/phoneNumbers.ts";
import { compareStack } from "../drift/compareStack.ts";
import { madeBy } from "../drift/Declared.ts";
import { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import { realTransport } from "../../tenant/http/requestJson.ts";
import { CommandError } from "../terminal/command.ts";
import type { LocalStack } from "../local/localStack.ts";
import { outputsIn } from "../userStack/revealedState.ts";
import { readConfiguration, readState } from "../userStack/stackReading.ts";
import { table } from "../terminal/table.ts";

/** The settings that affect users; others are shown only if they differ. */
const shown = [
  "application",
  "callback URLs",
  "logout URLs",
  "web origins",
  "sender",
  "from",
  "enrollment message",
  "verification message",
  "phone factor",
  "delivery",
  "MFA policy",
];

/** Reads the tenant's settings back and shows them next to the declared ones. Returns whether all agree. */
export async function showSettings(local: LocalStack, stack: string): Promise<boolean> {
  const { settings } = await readConfiguration(local, stack, {
    project: local.projectName,
    environment: local.environment,
  });
  const outputs = outputsIn(await readState(local, stack));
  const comparisons = await compareStack(tenantOf(local), {
    stack,
    settings,
    ...madeBy(outputs),
    lastUp: undefined,
  });
  const lines = comparisons
    // With several applications, each row begins with a name.
    .filter(({ setting, agrees }) => !agrees || shown.includes(setting.replace(/^[a-z0-9-]+: /, "")))
    .map(({ setting, declared, actual, agrees }) => [
      agrees ? "✓" : "✗",
      setting,
      readable(actual),
      agrees ? "" : `declared: ${readable(declared)}`,
    ]);
  const agree = comparisons.every(({ agrees }) => agrees);
  console.log(`\n${table([["", "The tenant's settings", "", ""], ...lines])}\n`);
  if (!agree) console.log("Some settings of the tenant differ from what the stack declares.\n");
  return agree;
}

/** This process does not trust the tenant's CA, so it reads over plain HTTP on the loopback interface. */
function tenantOf(local: LocalStack): ManagementApi {
  const { auth0 } = local.sandbox.describe();
  const access = {
    domain: auth0.domain,
    clientId: undefined,
    clientSecret: undefined,
    apiToken: auth0.managementToken,
    apiTokenFrom: "AUTH0_API_TOKEN" as const,
    audience: undefined,
  };
  return new ManagementApi(access, {
    ...realTransport,
    fetch: (url, init) => fetch(url.replace(auth0.url, auth0.plainUrl), init),
  });
}

/** One output of the stack, as text. */
export async function stackOutput(local: LocalStack, name: string): Promise<string> {
  const { code, stdout, stderr } = await local.pulumi(["stack", "output", name]);
  if (code !== 0) throw new CommandError(`Failed to read the stack's output ${name}: ${stderr.trim()}`);
  return stdout.trim();
}
