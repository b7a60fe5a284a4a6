/** Set by `npm run adopt` for its own runs, which write nothing to a tenant. */
const variable = "AUTH0_PHONE_MFA_ADOPTING";

export const adopting: Readonly<Record<string, string>> = { [variable]: "true" };

/** Whether a stack is taking over what the tenant has, its tokens known to be the tenant's. */
export const isAdopting = (): boolean => process.env[variable] === adopting[variable];
