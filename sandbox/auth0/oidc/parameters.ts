import { readText } from "../edge/bounds.ts";
import { parseJson } from "../edge/readJson.ts";
import { isObject } from "../json.ts";
import { OAuthError } from "./clientCredentials.ts";

/**
 * The parameters of a request to the token endpoint: a form as in RFC 6749, or JSON, which Auth0 accepts too.
 */
export async function readParameters(request: Request): Promise<URLSearchParams> {
  const text = await readText(request);
  if (!(request.headers.get("content-type") ?? "").includes("json")) return new URLSearchParams(text);
  try {
    const body = parseJson(text);
    if (!isObject(body)) throw new Error("not an object");
    // Only strings are parameters: an object or a list must not be converted to one.
    const entries = Object.entries(body).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    return new URLSearchParams(entries);
  } catch {
    throw new OAuthError(400, "invalid_request", "The body is not valid JSON");
  }
}
