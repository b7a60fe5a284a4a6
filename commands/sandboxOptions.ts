import { parseArgs } from "node:util";
import type { FaultRule } from "../sandbox/auth0/edge/faults.ts";
import { parseFault } from "../sandbox/auth0/edge/faults.ts";
import { rateLimitPlans } from "../sandbox/auth0/edge/rateLimit.ts";
import type { SandboxOptions } from "../sandbox/options.ts";
import { OptionChecks } from "./options.ts";

export const usage = `Usage: npm run sandbox -- [options]

Starts a local Auth0 tenant and serves until Ctrl-C.

  --port N                            HTTPS port; 0 takes any free one (0)
  --phone-experience unified|legacy   the tenant's phone experience (unified)
  --latency MS                        added to each Management API answer (0)
  --rate-limit none|free|essentials|enterprise   Auth0's limits (none)
  --fault "METHOD PATH NTH STATUS|limited|reset|timeout|lost"   lets a call fail; may be given again
  --state FILE                        keeps the tenant's state in this file
  --clock ISO                         the time at which the tenant's clock starts
  --json                              prints where everything is as one line of JSON
  --help                              this text`;

/**
 * Reads the options of `npm run sandbox`.
 *
 * @throws UsageError with a line for each wrong one.
 */
export function readSandboxOptions(args: string[]): { options: SandboxOptions; json: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "0" },
      "phone-experience": { type: "string", default: "unified" },
      latency: { type: "string", default: "0" },
      "rate-limit": { type: "string", default: "none" },
      fault: { type: "string", multiple: true, default: [] },
      state: { type: "string" },
      clock: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const checks = new OptionChecks();
  if (values.state?.trim() === "") checks.add("--state must be the name of a file.");
  const options: SandboxOptions = {
    port: checks.integer("--port", values.port, 0, 65_535),
    phoneExperience: checks.oneOf("--phone-experience", values["phone-experience"], ["unified", "legacy"]),
    latencyMs: checks.integer("--latency", values.latency, 0, 600_000),
    rateLimit: checks.oneOf("--rate-limit", values["rate-limit"], rateLimitPlans),
    faults: values.fault.flatMap((text) => readFault(text, checks)),
    ...(values.state !== undefined && { stateFile: values.state }),
    ...(values.clock !== undefined && { clock: checks.time("--clock", values.clock) }),
  };
  checks.finish();
  return { options, json: values.json };
}

function readFault(text: string, checks: OptionChecks): FaultRule[] {
  const rule = parseFault(text);
  if (typeof rule !== "string") return [rule];
  checks.add(rule);
  return [];
}
