import type { Step } from "./Preview.ts";

/**
 * The program's own resources beside Auth0's, by the end of their names: they do, or note, what the provider does not. A first `up` makes them and
 * a destroy takes them away; to a reader they are part of what they stand beside.
 */
const known = {
  "-teardown": "takes a part of the tenant's MFA back on destroy",
  "-mark": "marks the client as the stack's",
  "-sole": "keeps a client from being registered twice",
  "-token": "notes which token was sent",
  "-deployed": "notes which code was deployed",
  "-in-advance": "asks Twilio before anything changes",
} as const;

const dynamic = "pulumi-nodejs:dynamic:Resource";

/** Code that is a file of the project's, and nothing else. */
const ofTheProject = /^exports\.handler = \(\) => require\(process\.cwd\(\) \+ "\/tenant\/\w+\.ts"\);$/;

export const isDynamic = ({ type }: Pick<Step, "type">): boolean => type === dynamic;

/** Whether a step's resource is one of the program's own helpers, running the project's code below a component of the project's. */
export function isOwnHelper(step: Step): boolean {
  const { urn, name, before, after } = step;
  const code = (after ?? before)?.inputs["__provider"];
  return (
    isDynamic(step) &&
    urn.includes("::auth0-phone-mfa:index:") &&
    Object.keys(known).some((end) => name.endsWith(end)) &&
    typeof code === "string" &&
    ofTheProject.test(code)
  );
}

/** Whether the stack's helper takes a part back, as the stack lets go of it. */
export const isTornDown = (steps: readonly Step[], part: "policy" | "factor" | "sender"): boolean =>
  steps.some((step) => step.op === "delete" && step.name === `${part}-teardown` && isOwnHelper(step));
