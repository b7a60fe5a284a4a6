import { isSameDomain } from "../tenant/sameDomain.ts";

/** What is wrong if a stack of one tenant is told to work on another; `undefined` if it is the same, or if the stack is new. */
export function otherTenant(pinned: string | undefined, configured: string): string | undefined {
  if (pinned === undefined || isSameDomain(pinned, configured)) return undefined;
  return (
    `this stack is of the tenant ${pinned}, and auth0:domain is ${configured}; nothing was changed. ` +
    `Fix: pulumi config set auth0:domain ${pinned}. Another tenant needs a stack of its own: pulumi stack init NAME.`
  );
}
