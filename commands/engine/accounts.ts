/**
 * Variables that name the user's own accounts or give access to them: Pulumi's, Auth0's and the carriers'.
 */
const ofAccounts = /^(PULUMI|AUTH0|TWILIO|PLIVO)_/;

/** An environment without the user's own accounts. */
export const withoutAccounts = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !ofAccounts.test(name)));

/** Removes the user's own accounts from an environment, for a command that works on local tenants only. */
export function removeAccounts(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment))
    // oxlint-disable-next-line typescript/no-dynamic-delete -- a variable is taken away by its name
    if (ofAccounts.test(name)) delete environment[name];
}
