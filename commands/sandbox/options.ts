import type { FaultRule } from "../../sandbox/auth0/edge/faults.ts";
import { parseFault } from "../../sandbox/auth0/edge/faults.ts";
import { rateLimitPlans } from "../../sandbox/auth0/edge/rateLimit.ts";
import type { SandboxOptions } from "../../sandbox/options.ts";
import { defineCommand } from "../terminal/command.ts";
import type { OptionsOf } from "../terminal/command.ts";
import { flag, integer, oneOf, text, time } from "../terminal/options.ts";
import type { Option } from "../terminal/options.ts";

const faults: Option<FaultRule[]> = {
  config: { type: "string", multiple: true },
  value: '"METHOD PATH NTH STATUS|limited|reset|timeout|lost"',
  about: "makes a call fail; repeatable",
  read: (given, _, checks) =>
    ((given ?? []) as string[]).map(parseFault).flatMap((rule) => {
      if (typeof rule !== "string") return [rule];
      checks.add(rule);
      return [];
    }),
};

export const command = defineCommand({
  name: "sandbox",
  local: true,
  summary: "Starts a local Auth0 tenant and runs it until you press Ctrl-C.",
  options: {
    port: integer("N", { least: 0, most: 65_535, unset: 0 }, "HTTPS port; 0 takes any free port"),
    "phone-experience": oneOf(["unified", "legacy"], "the tenant's phone experience"),
    latency: integer("MS", { least: 0, most: 600_000, unset: 0 }, "delay of each Management API response"),
    "rate-limit": oneOf(rateLimitPlans, "Auth0's limits"),
    fault: faults,
    state: text("FILE", "keeps the tenant's state in this file"),
    clock: time("the time at which the tenant's clock starts"),
    json: flag("prints all addresses and files as one line of JSON"),
  },
  check: ({ state }, checks) => {
    if (state?.trim() === "") checks.add("--state must be a file name.");
  },
});

/** The requested sandbox. */
export const sandboxOptions = (options: OptionsOf<typeof command>): SandboxOptions => ({
  port: options.port,
  phoneExperience: options["phone-experience"],
  latencyMs: options.latency,
  rateLimit: options["rate-limit"],
  faults: options.fault,
  ...(options.state !== undefined && { stateFile: options.state }),
  ...(options.clock !== undefined && { clock: options.clock }),
});
