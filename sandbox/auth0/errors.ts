/** Every rejection of the emulated tenant, in the shape the Management API gives it. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly errorCode: string | undefined;

  constructor(status: number, reason: string, message: string, errorCode?: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.reason = reason;
    this.errorCode = errorCode;
  }

  /** The body on the wire: `errorCode` comes last and only when there is one. */
  toBody(): Record<string, unknown> {
    const body = { statusCode: this.status, error: this.reason, message: this.message };
    return this.errorCode === undefined ? body : { ...body, errorCode: this.errorCode };
  }
}

export const badRequest = (message: string, errorCode?: string): ApiError =>
  new ApiError(400, "Bad Request", message, errorCode);

export const invalidBody = (message: string): ApiError =>
  badRequest(`Payload validation error: ${message}.`, "invalid_body");

export const invalidQuery = (message: string): ApiError =>
  badRequest(`Query validation error: ${message}.`, "invalid_query_string");

export const unauthorized = (message: string, errorCode?: string): ApiError =>
  new ApiError(401, "Unauthorized", message, errorCode);

export const forbidden = (message: string, errorCode?: string): ApiError =>
  new ApiError(403, "Forbidden", message, errorCode);

export const insufficientScope = (scopes: readonly string[]): ApiError =>
  forbidden(`Insufficient scope, expected any of: ${scopes.join(",")}`, "insufficient_scope");

export const notFound = (message: string, errorCode?: string): ApiError =>
  new ApiError(404, "Not Found", message, errorCode);

export const conflict = (message: string, errorCode?: string): ApiError =>
  new ApiError(409, "Conflict", message, errorCode);

/** For a host that is not the tenant's. */
export const misdirected = (host: string): ApiError =>
  new ApiError(421, "Misdirected Request", `This tenant is not ${host.slice(0, 128)}`);

/** In hapi's words, which Auth0 responds with. */
export const bodyTooLarge = (maximum: number): ApiError =>
  new ApiError(
    413,
    "Request Entity Too Large",
    `Payload content length greater than maximum allowed: ${maximum}`,
  );

/**
 * States plainly that the local tenant lacks something, so that nobody mistakes a guess for Auth0's response.
 * It is not a 501, because auth0 and go-auth0 2 and later retry every status from 500 on, whatever its
 * headers, with pauses of up to a minute. It is not a 404, which tells a tool that the resource it deletes no
 * longer exists.
 */
export const notEmulated = (what: string): ApiError =>
  new ApiError(405, "Method Not Allowed", `${what} is not emulated by the local tenant`, "not_emulated");

const reasons: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** The error that a fault rule specifies; 429 has the text of a reached rate limit. */
export function errorForStatus(status: number): ApiError {
  if (status === 429)
    return new ApiError(429, "Too Many Requests", "Global limit has been reached", "too_many_requests");
  if (status === 403) return forbidden("Insufficient scope, expected any of: ", "insufficient_scope");
  const reason = reasons[status] ?? "Error";
  return new ApiError(status, reason, status >= 500 ? "An internal error occurred" : reason);
}
