import type { Step } from "./Preview.ts";

/**
 * The program's own resources beside Auth0's, by the file in components/hooks/ that they run: they do, or note, what the provider does not. A first `up` makes them
 * and a destroy takes them away; to a reader they are part of what they stand beside.
 */
const helpers = [
  "clientMark",
  "deliveryInAdvance",
  "deployedAction",
  "pinnedTenant",
  "sentToken",
  "soleClient",
  "teardown",
  "twilioInAdvance",
] as const;

export type Helper = (typeof helpers)[number];

const dynamic = "pulumi-nodejs:dynamic:Resource";

/** Code that is a file of the project's, and nothing else. */
const ofTheProject =
  /^exports\.handler = \(\) => require\(process\.cwd\(\) \+ "\/components\/hooks\/(\w+)\.ts"\);$/;

export const isDynamic = ({ type }: Pick<Step, "type">): boolean => type === dynamic;

/** Which of the program's own helpers a step is about; `undefined` for any other resource, other code among them. */
export function helperOf(step: Step): Helper | undefined {
  const code = (step.after ?? step.before)?.inputs["__provider"];
  const file = isDynamic(step) && typeof code === "string" ? ofTheProject.exec(code)?.[1] : undefined;
  return helpers.find((helper) => helper === file);
}

export const isOwnHelper = (step: Step): boolean => helperOf(step) !== undefined;

/** Whether the stack's helper takes a part back, as the stack lets go of it. */
export const isTornDown = (steps: readonly Step[], part: "policy" | "factor" | "sender"): boolean =>
  steps.some(
    (step) => step.op === "delete" && step.name === `${part}-teardown` && helperOf(step) === "teardown",
  );
