import { html } from "hono/html";
import type { Html, PageFrame } from "./layout.ts";

/** What every second-factor page shows or needs. */
export interface SecondFactorFrame extends PageFrame {
  /** The factors that are on but have no page here. */
  alsoOn: readonly string[];
}

/** Says that Auth0 would offer more factors, so that the choice here is not mistaken for the tenant's. */
export function alsoOnHint({ alsoOn }: SecondFactorFrame): Html {
  if (alsoOn.length === 0) return html``;
  return html`<p class="hint">Also on in this tenant, but not shown here: ${alsoOn.join(", ")}.</p>`;
}
