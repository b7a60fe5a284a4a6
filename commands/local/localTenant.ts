import type { SandboxDescription } from "../../sandbox/description.ts";
import { CommandError } from "../terminal/command.ts";

/**
 * One call with a JSON request and response.
 * @returns the response; `undefined` if it is empty
 * @throws CommandError with the response, if it is an error
 */
export type Api = (method: string, path: string, body?: unknown) => Promise<unknown>;

type Described = Pick<SandboxDescription, "auth0">;

/** A local tenant's Management API, called as an administrator would: over plain HTTP, which needs no CA. */
export const managementApi = ({ auth0 }: Described): Api =>
  caller(`${auth0.plainUrl}/api/v2`, { authorization: `Bearer ${auth0.managementToken}` });

/**
 * A local tenant's own API under `/sandbox`: its clock, its users, its accounts, and the requests that it
 * received.
 */
export const sandboxApi = ({ auth0 }: Described): Api => caller(`${auth0.plainUrl}/sandbox`, {});

const caller =
  (base: string, headers: Record<string, string>): Api =>
  async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new CommandError(`The local tenant returned ${response.status} for ${method} ${path}: ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
