import { ApiError } from "../../bridge/errors.ts";
import { isProperties, text, type Properties, type Value } from "../../bridge/schema/value.ts";
import { trustLocalAuthority } from "./authority.ts";
import { requireUsable, type Configuration } from "./configuration.ts";
import { retrying } from "./retry.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The tenant's Management API, by path under `/api/v2`. */
export interface ManagementApi {
  readonly domain: string;
  send(method: Method, path: string, body?: Value): Promise<Value>;
}

/** Sends a request with the tenant's credentials: the `fetch` of the official SDK's client. */
type Sender = (path: string, init: RequestInit) => Promise<Response>;

/** The API of the configured tenant. The SDK is loaded at the first call: it takes half a second. */
export function managementApi(
  configuration: Configuration,
  open: typeof openClient = openClient,
): ManagementApi {
  let sender: Promise<Sender> | undefined;
  return {
    domain: configuration.domain,
    async send(method, path, body) {
      requireUsable(configuration);
      const send = await (sender ??= open(configuration));
      const init: RequestInit = { method };
      if (body !== undefined) {
        init.body = JSON.stringify(body);
        init.headers = { "content-type": "application/json" };
      }
      return readAnswer(
        await send(path, init).catch((thrown: unknown) => {
          throw tokenRefused(thrown, method, `https://${configuration.domain}/api/v2${path}`);
        }),
      );
    },
  };
}

/** Loads the SDK while the engine is busy elsewhere. */
export async function preloadClient(): Promise<void> {
  await import("auth0");
}

async function openClient({
  domain,
  audience,
  apiToken,
  clientId,
  clientSecret,
  authorityFile,
}: Configuration): Promise<Sender> {
  trustLocalAuthority(authorityFile);
  const { ManagementClient } = await import("auth0");
  const common = {
    domain,
    maxRetries: 0,
    fetch: retrying(globalThis.fetch),
    ...(audience === undefined ? {} : { audience }),
  };
  const client =
    apiToken !== undefined
      ? new ManagementClient({ ...common, token: apiToken })
      : new ManagementClient({ ...common, clientId: clientId ?? "", clientSecret: clientSecret ?? "" });
  // The SDK escapes the question mark of a path that is not a full URL.
  return (path, init) => client.fetch(`https://${domain}/api/v2${path}`, init, { maxRetries: 0 });
}

/**
 * Each call requests a token, and if there is none the error names the call, in the official plugin's words.
 */
function tokenRefused(thrown: unknown, method: Method, url: string): unknown {
  const body = thrown instanceof Error && "body" in thrown ? (thrown.body as Value) : null;
  if (!isProperties(body)) return thrown;
  const [error, description] = [text(body["error"]), text(body["error_description"])];
  const call = `${method.charAt(0)}${method.slice(1).toLowerCase()} "${url}"`;
  return new Error(`failed to send the request: ${call}: oauth2: "${error}" "${description}"`, {
    cause: thrown,
  });
}

async function readAnswer(response: Response): Promise<Value> {
  const body = parse(await response.text());
  if (response.ok) return body;
  const details: Properties = isProperties(body) ? body : {};
  throw new ApiError(
    response.status,
    typeof details["error"] === "string" ? details["error"] : response.statusText,
    typeof details["message"] === "string" ? details["message"] : "the response is not JSON",
  );
}

function parse(json: string): Value {
  try {
    return json === "" ? null : (JSON.parse(json) as Value);
  } catch {
    return null;
  }
}
