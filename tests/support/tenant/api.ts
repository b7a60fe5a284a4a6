import type { SandboxDescription } from "../../../sandbox/index.ts";

/** One call of an API; throws on a refusal, with what it answered. */
export type Api = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** The tenant's Management API, as an administrator would call it. */
export const managementApi = ({ auth0 }: Pick<SandboxDescription, "auth0">): Api =>
  caller(`${auth0.plainUrl}/api/v2`, { authorization: `Bearer ${auth0.managementToken}` });

/** The sandbox's own calls, below `/sandbox`. */
export const sandboxApi = ({ auth0 }: Pick<SandboxDescription, "auth0">): Api =>
  caller(`${auth0.plainUrl}/sandbox`, {});

const caller =
  (base: string, headers: Record<string, string>): Api =>
  async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${base}${path} answered ${response.status}: ${text}`);
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
