import { stackOptions } from "../engine/pulumiArgs.ts";
import { recordedResources } from "./recordedState.ts";

/**
 * Why a destroy of a stack failed and what to do, if the stack protects anything: Pulumi's own advice, to
 * unprotect resources in the state, is not enough.
 * @param args the destroy's arguments
 * @param exported the stack's state
 */
export function protectionAdvice(args: readonly string[], exported: string): string | undefined {
  if (!recordedResources(exported).some(({ protect }) => protect)) return undefined;
  const run = (command: string) => ["npm run pulumi --", command, ...stackOptions(args)].join(" ");
  return `Failed to destroy the stack: protect is on, and pulumi state unprotect is not enough. Fix: ${run("config set protect false")} && ${run("up")}, then run the destroy again. For a production stack, first remove it from "stacks" of the rule "protected-in-production" in policy/configuration.json.`;
}
