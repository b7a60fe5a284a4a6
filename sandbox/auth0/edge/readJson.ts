import { badRequest } from "../errors.ts";

/** The body as JSON; none at all is undefined. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest("Invalid request payload JSON format", "invalid_body");
  }
}
