/**
 * What is wrong where a stack of one tenant is told to work on another; `undefined` where it is the same, or where the stack is new. Hosts
 * are the same in capitals and small letters.
 */
export function otherTenant(recorded: string | undefined, configured: string): string | undefined {
  if (recorded === undefined || recorded.toLowerCase() === configured.toLowerCase()) return undefined;
  return (
    `this stack is of the tenant ${recorded}, and auth0:domain is ${configured}; nothing was changed. ` +
    `Mend: pulumi config set auth0:domain ${recorded}. Another tenant needs a stack of its own: pulumi stack init NAME.`
  );
}
