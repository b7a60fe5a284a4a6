import { ApiError } from "../../../../sandbox/plugins/bridge/errors.ts";
import type { Value } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import type { ManagementApi } from "../../../../sandbox/plugins/auth0/tenant/api.ts";

export interface FakeApi extends ManagementApi {
  /** Each call as `PUT /guardian/policies []`. */
  calls: string[];
}

/** A Management API that answers from a table of `METHOD path` and says 403 where the answer is an error. */
export function fakeApi(answers: Record<string, Value | Error>): FakeApi {
  const calls: string[] = [];
  return {
    domain: "localhost:8443",
    calls,
    send(method, path, body) {
      calls.push(`${method} ${path}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`);
      const answer = answers[`${method} ${path}`];
      if (answer instanceof Error) return Promise.reject(answer);
      if (answer !== undefined) return Promise.resolve(answer);
      return method === "GET"
        ? Promise.reject(new ApiError(404, "Not Found", `no ${path}`))
        : Promise.resolve(body ?? null);
    },
  };
}

export const forbidden = new ApiError(403, "Forbidden", "Insufficient scope");
