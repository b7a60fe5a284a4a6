import { isSameDomain } from "../../tenant/sameDomain.ts";

/** What is wrong where a stack of one tenant is told to work on another; `undefined` where it is the same, or where the stack is new. */
export function otherTenant(recorded: string | undefined, configured: string): string | undefined {
  if (recorded === undefined || isSameDomain(recorded, configured)) return undefined;
  return (
    `this stack is of the tenant ${recorded}, and auth0:domain is ${configured}; nothing was changed. ` +
    `Mend: pulumi config set auth0:domain ${recorded}. Another tenant needs a stack of its own: pulumi stack init NAME.`
  );
}
