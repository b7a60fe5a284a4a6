import { ApiError } from "../bridge/errors.ts";
import { isProperties, type Properties } from "../bridge/schema/value.ts";
import type { Configuration } from "./configuration.ts";

/**
 * Twilio's REST APIs, each by path after its version. Parameters are form-encoded, as the provider's SDK
 * sends them.
 */
export interface TwilioApi {
  get(path: string): Promise<Properties>;
  post(path: string, form: Readonly<Record<string, string>>): Promise<Properties>;
  delete(path: string): Promise<void>;
}

/** The APIs on the stand-in of the configured account. Failures are not retried: it is on this machine. */
export function twilioApi({ url, username, password }: Configuration): TwilioApi {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const send = async (path: string, init: RequestInit = {}): Promise<Properties> => {
    const headers = { authorization, accept: "application/json" };
    const response = await fetch(`${url}${path}`, { ...init, headers, redirect: "error" });
    return readAnswer(response);
  };
  return {
    get: (path) => send(path),
    post: (path, form) => send(path, { method: "POST", body: new URLSearchParams(form) }),
    delete: async (path) => {
      await send(path, { method: "DELETE" });
    },
  };
}

/** An error: the provider's SDK shows only Twilio's message. */
class TwilioApiError extends ApiError {
  constructor(status: number, message: string) {
    super(status, "", message);
    this.message = message;
  }
}

async function readAnswer(response: Response): Promise<Properties> {
  const text = await response.text();
  const body: unknown = text === "" ? {} : parse(text);
  const answer = isProperties(body as Properties) ? (body as Properties) : {};
  if (response.ok) return answer;
  const { message } = answer;
  throw new TwilioApiError(response.status, typeof message === "string" ? message : response.statusText);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
