import { randomUUID } from "node:crypto";

/**
 * An error in Plivo's format. The statuses are documented [plivo.com/docs/messaging/api/response], but only
 * some of the texts are known; the others describe the problem.
 */
export class PlivoError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "PlivoError";
    this.status = status;
  }

  toBody(): Record<string, unknown> {
    return { api_id: randomUUID(), error: this.message };
  }
}

export const badRequest = (message: string): PlivoError => new PlivoError(400, message);

/** Returned as text, not as JSON. */
export const unauthenticated = (): PlivoError =>
  new PlivoError(
    401,
    "Could not verify your access level for that URL.\nYou have to login with proper credentials",
  );

export const notFound = (): PlivoError => new PlivoError(404, "not found");
export const methodNotAllowed = (): PlivoError => new PlivoError(405, "method not allowed");
export const tooManyRequests = (): PlivoError => new PlivoError(429, "too many requests, rate limited");
export const outage = (status: number): PlivoError =>
  new PlivoError(status, status === 503 ? "service unavailable" : "server error");

/** States plainly what the stand-in lacks. */
export const notEmulated = (what: string): PlivoError =>
  new PlivoError(501, `${what} is not emulated by the stand-in`);
