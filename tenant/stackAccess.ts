import type { Auth0Access } from "../settings/auth0.ts";
import { readAuth0 } from "../settings/auth0.ts";

/** A stack's configuration as Pulumi's host of dynamic resources hands it to a resource's code, with secrets in clear. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/** The access to the tenant that the program has, for code that the host runs without it. */
export function accessOf(config: StackConfig): Auth0Access {
  const keys = ["domain", "clientId", "clientSecret", "apiToken", "audience"].map((key) => `auth0:${key}`);
  const values = Object.fromEntries(
    keys.flatMap((key) => {
      const value = config.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  ) as Record<string, string>;
  return readAuth0(
    { project: "", stack: "", values, isSecret: () => true, environment: process.env },
    // What is wrong was said by the program; here it shows in the call.
    [],
  );
}

/** An error of which only the message is shown: the host prints an error's stack, which is no help where a call was refused. */
export function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = "";
  return error;
}
