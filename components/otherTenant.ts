import { isSameDomain } from "../tenant/sameDomain.ts";

/**
 * What is wrong if a stack of one tenant is told to work on another; `undefined` if it is the same, or if the
 * stack is new.
 */
export function otherTenant(pinned: string | undefined, configured: string): string | undefined {
  if (pinned === undefined || isSameDomain(pinned, configured)) return undefined;
  return (
    `this stack is of the tenant ${pinned}, and auth0:domain is ${configured}; nothing was changed. ` +
    `Fix: pulumi config set auth0:domain ${pinned}. Another tenant needs a stack of its own: pulumi stack init NAME.`
  );
}

/**
 * What is wrong if a component's Auth0 provider is of another tenant than its hooks; `undefined` if it is the
 * same, or none is known yet.
 */
export function otherProvider(domain: string, provided: string | undefined): string | undefined {
  if (!provided || isSameDomain(provided, domain)) return undefined;
  return `it is ${domain}, and its Auth0 provider is of ${provided}; nothing was changed. Fix: give both the same domain.`;
}
