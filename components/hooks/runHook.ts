import * as pulumi from "@pulumi/pulumi";
import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import type { HookStep } from "./Hook.ts";
import type { HookName } from "./index.ts";
import { registeredAs } from "./index.ts";
import { failureOf, reasonOf, upWouldFail } from "./reasonOf.ts";
import { Refused, TenantCalls } from "./TenantCalls.ts";

/** What the hooks of a run share. */
interface RunContext extends Pick<HookStep, "declared" | "sent"> {
  api: ManagementApi;
  /** The warnings and their reasons given so far: nothing is said twice. */
  warned: Set<string>;
}

/**
 * Runs a hook. A preview goes on with a warning if something can't be read.
 * @throws Error whose message says what failed, why, and what to do; never a secret
 */
export async function runHook(
  name: HookName,
  { urn, ...step }: Pick<HookStep, "id" | "name" | "news" | "olds" | "known" | "isLeftOut"> & { urn: string },
  { api, warned, ...context }: RunContext,
): Promise<void> {
  const hook = await registeredAs(name).load();
  // A log needs only this of a resource.
  const resource = { urn: pulumi.output(urn) } as unknown as pulumi.Resource;
  const isPreview = pulumi.runtime.isDryRun();
  const tell = (written: string) => void pulumi.log.info(written, resource);
  const warn = (sentences: string) => {
    if (!warned.has(sentences)) void pulumi.log.warn(sentences, resource);
    warned.add(sentences);
  };
  try {
    const tenant = new TenantCalls(api, hook.purpose, { tell: isPreview ? undefined : tell, warn });
    await hook.run({ ...step, ...context, tenant });
  } catch (error) {
    if (!isPreview || error instanceof Refused) throw new Error(failureOf(hook, error));
    // What one check can't read, the others usually can't either.
    const reason = reasonOf(error);
    if (warned.has(reason)) return;
    warned.add(reason);
    // Where only a preview looks, the hook says itself what a failed look means.
    const consequence = registeredAs(name).onDryRun === "only" ? hook.consequence : upWouldFail;
    await pulumi.log.warn(failureOf({ ...hook, consequence }, error), resource);
  }
}
