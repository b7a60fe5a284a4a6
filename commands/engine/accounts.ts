/** Variables that name or open the user's own accounts: those of Pulumi, of Auth0 and of the carriers. */
const ofAccounts = /^(PULUMI|AUTH0|TWILIO|PLIVO)_/;

/** An environment without the user's own accounts. */
export const withoutAccounts = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !ofAccounts.test(name)));

/** Takes the user's own accounts out of an environment, for a command that works on local tenants only. */
export function removeAccounts(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment))
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a variable is taken away by its name
    if (ofAccounts.test(name)) delete environment[name];
}
