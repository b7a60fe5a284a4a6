import { readBounded } from "../../edge/readBounded.ts";
import { notEmulated, TwilioError } from "./errors.ts";

const maxBodyBytes = 1_048_576;

/**
 * The request's parameters. A body that is not a form has none: Twilio then reports the first missing one
 * [errors/21604].
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const body = await readBounded(request, maxBodyBytes);
  if (body === undefined) throw new TwilioError(413, 20_413, "Request entity too large");
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  return new URLSearchParams(type === "application/x-www-form-urlencoded" ? body.toString() : "");
}

/** A parameter's value; an empty one counts as missing. */
export function parameter(form: URLSearchParams, name: string): string | undefined {
  const value = form.get(name);
  return value === null || value === "" ? undefined : value;
}

/** Rejects parameters that change what is sent in a way the stand-in does not follow. */
export function refuseUnemulated(form: URLSearchParams, names: readonly string[]): void {
  const found = names.find((name) => parameter(form, name) !== undefined);
  if (found !== undefined) throw notEmulated(`The parameter ${found}`);
}
