/** A call of the Management API. */
export interface Call {
  method: Method;
  /** Below `/api/v2`. */
  path: string;
  body?: unknown;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
