import { configCommand, set } from "../configuration/problems.ts";
import { isSameDomain } from "../tenant/sameDomain.ts";

/**
 * The problem if a stack of one tenant is configured for another; `undefined` if the tenant is the same or
 * the stack is new.
 */
export function otherTenant(
  pinned: string | undefined,
  configured: string,
  stack: string,
): string | undefined {
  if (pinned === undefined || isSameDomain(pinned, configured)) return undefined;
  return (
    `this stack belongs to the tenant ${pinned}, but auth0:domain is ${configured}; nothing was changed. ` +
    `Fix: ${configCommand(set("auth0:domain", pinned), stack)}. To use another tenant, create another stack: pulumi stack init NAME.`
  );
}

/**
 * The problem if a component's Auth0 provider uses another tenant than its hooks; `undefined` if the tenant
 * is the same or not yet known.
 */
export function otherProvider(domain: string, provided: string | undefined): string | undefined {
  if (!provided || isSameDomain(provided, domain)) return undefined;
  return `its domain is ${domain}, but its Auth0 provider uses ${provided}; nothing was changed. Fix: give both the same domain.`;
}
