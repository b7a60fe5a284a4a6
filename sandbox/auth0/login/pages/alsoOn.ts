import { html } from "hono/html";
import type { Html, PageFrame } from "./layout.ts";

/** What every page of the second factor shows or needs. */
export interface SecondFactorFrame extends PageFrame {
  /** The factors that are on and have no page here. */
  alsoOn: readonly string[];
}

/** Says that Auth0 would offer more, lest the choice here be taken for the tenant's. */
export function alsoOnHint({ alsoOn }: SecondFactorFrame): Html {
  if (alsoOn.length === 0) return html``;
  return html`<p class="hint">Also on in this tenant, and not shown here: ${alsoOn.join(", ")}.</p>`;
}
