import { Liquid } from "liquidjs";
import type { Template } from "liquidjs";
import { badRequest } from "../errors.ts";

/** A template may come from anybody: it can't read files, and rendering is limited. */
const liquid = new Liquid({
  templates: {},
  parseLimit: 100_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
  ownPropertyOnly: true,
  // Not those of this machine.
  locale: "en",
  timezoneOffset: 0,
});

/** A message's template. Auth0's own templates use both `{{ code }}` and `@{code}`. */
const parse = (source: string): Template[] =>
  liquid.parse(source.replaceAll(/@\{\s*(\w+)\s*\}/g, "{{ $1 }}"));

/** A template's text for the variables. Rejects if it can't be rendered. */
export async function render(source: string, variables: object): Promise<string> {
  return String(await liquid.render(parse(source), variables));
}

/**
 * Rejects a template that is not valid Liquid, because no message could be sent with it. It is not documented
 * whether Auth0 rejects it too; Auth0 accepts a template without the code.
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
