/**
 * An error in Twilio's format. The texts are the API's own if users have quoted them, else those of the error
 * dictionary.
 */
export class TwilioError extends Error {
  readonly status: number;
  readonly code: number | null;

  constructor(status: number, code: number | null, message: string) {
    super(message);
    this.name = "TwilioError";
    this.status = status;
    this.code = code;
  }

  toBody(): Record<string, unknown> {
    const { code, message, status } = this;
    // [twilio.com/docs/usage/twilios-response#twilio-api-errors]
    const more_info = code === null ? null : `https://www.twilio.com/docs/errors/${code}`;
    return { code, message, more_info, status };
  }
}

/** An error of the request: the dictionary's code and the API's text [twilio.com/docs/api/errors]. */
export const badRequest = (code: number, message: string): TwilioError => new TwilioError(400, code, message);

/** A wrong SID or token, or a suspended account [twilio.com/docs/api/errors/20003]. */
export const unauthenticated = (): TwilioError => new TwilioError(401, 20003, "Authenticate");

export const notFound = (path: string): TwilioError =>
  new TwilioError(404, 20404, `The requested resource ${path} was not found`);

export const tooManyRequests = (): TwilioError => new TwilioError(429, 20429, "Too Many Requests");

/** Twilio's codes for a plain HTTP status are 20000 plus the status [20403, 20404, 20429, 20500, 20503]. */
export const outage = (status: number): TwilioError =>
  new TwilioError(status, 20_000 + status, status === 503 ? "Service unavailable" : "An error occurred");

/** States plainly what the stand-in lacks. No Twilio code fits. */
export const notEmulated = (what: string): TwilioError =>
  new TwilioError(501, null, `${what} is not emulated by the stand-in`);
