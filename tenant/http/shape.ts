import type { z } from "zod";
import { CallFailure } from "./CallFailure.ts";

/** A response parsed with its schema. Members that are not in the schema are dropped. */
export function shaped<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  what: string,
): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "the body" : issue.path.join(".");
  throw new CallFailure({
    kind: "unexpected",
    what: `read ${what}`,
    why: `the response does not have the form that the API documents: ${place} is wrong.`,
    remedy: "Check that this is the service itself, and that no proxy responds in its place.",
  });
}
