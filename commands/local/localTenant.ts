import type { SandboxDescription } from "../../sandbox/description.ts";
import { CommandError } from "../terminal/command.ts";

/**
 * One call, with JSON both ways.
 *
 * @returns what was answered; nothing where that is empty
 * @throws CommandError with what was answered, where it was a refusal
 */
export type Api = (method: string, path: string, body?: unknown) => Promise<unknown>;

type Described = Pick<SandboxDescription, "auth0">;

/** A local tenant's Management API, called as an administrator would: over plain HTTP, which needs no CA. */
export const managementApi = ({ auth0 }: Described): Api =>
  caller(`${auth0.plainUrl}/api/v2`, { authorization: `Bearer ${auth0.managementToken}` });

/** A local tenant's own calls, below `/sandbox`: its clock, its users, its accounts, what was asked of it. */
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
      throw new CommandError(`The local tenant answered ${response.status} to ${method} ${path}: ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
