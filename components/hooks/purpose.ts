/** Why one of this project's commands runs the program, if it is neither a preview nor an `up`. */
type Purpose = "adopt" | "destroy";

const variable = "AUTH0_PHONE_MFA_PURPOSE";

/** The environment variables that tell the program. */
export const purposeOf = (purpose: Purpose): Readonly<Record<string, string>> => ({ [variable]: purpose });

const is = (purpose: Purpose): boolean => process.env[variable] === purpose;

/** Whether the stack adopts what its tenant has, credentials included: nothing is sent. */
export const isAdopting = (): boolean => is("adopt");

/** Whether the stack is being destroyed: the program registers its hooks and declares nothing. */
export const isDestroying = (): boolean => is("destroy");
