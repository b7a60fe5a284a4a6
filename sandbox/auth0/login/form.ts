import type { Context } from "hono";
import { readText } from "../edge/bounds.ts";
import type { HttpEnv } from "../edge/httpEnv.ts";

/** The fields of a posted form; if a field is sent twice, the first value counts. */
export async function readForm(c: Context<HttpEnv>): Promise<(name: string) => string> {
  const type = c.req.header("content-type") ?? "";
  const isForm = type.split(";")[0]?.trim().toLowerCase() === "application/x-www-form-urlencoded";
  const fields = new URLSearchParams(isForm ? await readText(c.req.raw) : "");
  return (name) => fields.get(name) ?? "";
}
