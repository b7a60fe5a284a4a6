import { readBounded } from "../../edge/readBounded.ts";
import { badRequest, PlivoError } from "./errors.ts";

const maxBodyBytes = 1_048_576;

/** The parameters by name, each a string or a number; Plivo accepts JSON or a form. */
export type Parameters = ReadonlyMap<string, string>;

/** Reads the request's body; throws Plivo's error for anything else. */
export async function readParameters(request: Request): Promise<Parameters> {
  const body = await readBounded(request, maxBodyBytes);
  if (body === undefined) throw new PlivoError(413, "request entity too large");
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded")
    return new Map(new URLSearchParams(body.toString()).entries());
  if (body.length === 0) return new Map();
  return fromJson(body.toString());
}

function fromJson(text: string): Parameters {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest("the body is not valid JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw badRequest("the body is not a JSON object");
  return new Map(
    Object.entries(value).flatMap(([name, item]: [string, unknown]) =>
      item === null || item === undefined ? [] : [[name, plain(name, item)]],
    ),
  );
}

function plain(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  // The SDKs join several recipients themselves; media and similar values are lists.
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("<");
  throw badRequest(`${name.slice(0, 64)} is not of a valid type`);
}
