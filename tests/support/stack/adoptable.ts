import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { guide, setUpExisting } from "../tenant/existingTenant.ts";
import type { CommandRun } from "./runCli.ts";
import { runCli } from "./runCli.ts";
import type { TestStack } from "./testStack.ts";
import { testStack } from "./testStack.ts";

/** A new stack on the guide's tenant, which has a second single-page application. */
export interface Adoptable {
  stack: TestStack;
  /** `npm run adopt`. */
  adopt: (...args: string[]) => Promise<CommandRun>;
  /** The stack's configuration and state, to the letter. */
  kept: () => Promise<string[]>;
}

export async function newAdoptable(): Promise<Adoptable> {
  const stack = await testStack();
  const { local } = stack;
  await setUpExisting(
    (...call) => stack.api(...call),
    { ...guide, messages: "of the tenant" },
    local.sandbox.describe(),
  );
  await stack.api("POST", "/clients", {
    name: "Shop",
    app_type: "spa",
    callbacks: ["https://shop.example.com"],
  });
  await stack.calls();
  return {
    stack,
    adopt: (...args) => runCli(local, "adopt", ["--stack", "dev", ...args]),
    async kept() {
      const { stdout } = await local.pulumi(["stack", "export"]);
      const { deployment } = JSON.parse(stdout) as { deployment: { resources?: unknown } };
      const file = await readFile(join(local.folder, "Pulumi.dev.yaml"), "utf8");
      return [file, JSON.stringify(deployment.resources ?? [])];
    },
  };
}
