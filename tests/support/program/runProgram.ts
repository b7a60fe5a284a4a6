import * as pulumi from "@pulumi/pulumi";
import { onTestFinished, vi } from "vitest";
import type { MockTenant, RegisteredResource } from "../pulumi/mocks.ts";
import { recordResources } from "../pulumi/mocks.ts";
import { secretKeys } from "../settings/source.ts";

/** What the whole program has registered, and what it returned. */
export interface ProgramRun {
  resources: RegisteredResource[];
  outputs: Record<string, unknown>;
}

/**
 * Runs the whole program as the engine would, with these configuration values and without environment
 * variables.
 */
export async function runProgram(
  values: Readonly<Record<string, string>>,
  tenant: Partial<MockTenant> = {},
  stack = "dev",
): Promise<ProgramRun> {
  for (const name of ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET", "AUTH0_API_TOKEN"])
    vi.stubEnv(name, "");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const resources = await recordResources(tenant, { stack });
  pulumi.runtime.setAllConfig({ ...values }, [...secretKeys]);
  const { default: run } = await import("../../../index.ts");
  const outputs = (await run()) as Record<string, unknown>;
  // Waits until all that the program declares is registered.
  await pulumi.runtime.disconnect();
  return { resources, outputs };
}
