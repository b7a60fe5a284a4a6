import { Liquid } from "liquidjs";
import type { Template } from "liquidjs";
import { badRequest } from "../errors.ts";

/** A template may be anybody's: it reads no file and stops long before it costs much. */
const liquid = new Liquid({
  templates: {},
  parseLimit: 100_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
  ownPropertyOnly: true,
});

/** A message's template. Both `{{ code }}` and `@{code}` are seen in Auth0's own. */
const parse = (source: string): Template[] =>
  liquid.parse(source.replaceAll(/@\{\s*(\w+)\s*\}/g, "{{ $1 }}"));

/** The text that a template makes of the variables. Rejects when it can't be rendered. */
export async function render(source: string, variables: object): Promise<string> {
  return String(await liquid.render(parse(source), variables));
}

/**
 * Refuses a template that is not Liquid: no message could be sent by it. Whether Auth0 refuses it too is not
 * documented; one without the code it takes.
 */
export function checkLiquid(name: string, source: unknown): void {
  if (typeof source !== "string") return;
  try {
    parse(source);
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split("\n") : ["unknown"];
    throw badRequest(`The template ${name} is not valid Liquid: ${reason ?? ""}`);
  }
}
