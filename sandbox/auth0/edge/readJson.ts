import { badRequest } from "../errors.ts";
import { readText } from "./bounds.ts";

/** Much deeper than any body that Auth0 accepts, and shallow enough for any code that walks it. */
const maxDepth = 100;

/** The body as JSON; undefined if there is none. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    throw badRequest("Invalid request payload JSON format", "invalid_body");
  }
}

/**
 * Parses JSON from outside. A member `__proto__` is rejected, as in hapi, whose error messages Auth0's API
 * uses.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) throw new Error("The JSON is too deep");
    level = level.flatMap((item) => {
      if (typeof item !== "object" || item === null) return [];
      if (Object.hasOwn(item, "__proto__")) throw new Error("The JSON has a member __proto__");
      return Object.values(item) as unknown[];
    });
  }
  return value;
}
