import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { faultText } from "../texts.ts";
import type { Fault } from "../texts.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every page names. */
export interface PageNames {
  /** The tenant's friendly name. */
  tenantName: string;
  /** The application's name. */
  clientName: string;
  /** The Actions in the login flow, which the local tenant does not run. */
  notRun: readonly string[];
}

/** What every page of a sign-in shows or needs. */
export interface PageFrame extends PageNames {
  /** The sign-in, carried from page to page. */
  state: string;
  fault?: Fault | undefined;
}

/** A whole page. Plain HTML: it works without scripts, and its policy allows none. */
export function page(title: string, frame: PageNames, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} | ${frame.clientName}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/u/styles.css" />
      </head>
      <body>
        <main>
          <p class="brand">${frame.tenantName}</p>
          ${content}
        </main>
        <footer>
          <p>Local tenant: nothing here leaves this machine.</p>
          ${notRunNote(frame.notRun)}
        </footer>
      </body>
    </html>`;
}

/** Keeps a login without its Actions from being taken for the one that Auth0 would give. */
function notRunNote(names: readonly string[]): Html {
  if (names.length === 0) return html``;
  const actions = names.length === 1 ? "the Action" : "the Actions";
  const quoted = names.map((name) => `"${name}"`).join(", ");
  return html`<p>Not run by this local tenant: ${actions} ${quoted} in the login flow.</p>`;
}

/** The fault at the top of a form; screen readers say it at once, and the field it is about names it. */
export function alert(fault: Fault | undefined, digits?: number): Html {
  if (fault === undefined) return html``;
  return html`<p class="alert" role="alert" id="fault">${faultText(fault, digits)}</p>`;
}

/**
 * Attributes of the field that a fault is about.
 *
 * @param about the faults that are this field's, on a page with several fields
 * @param hint the id of what describes the field at all times
 */
export function faulty(fault: Fault | undefined, about?: readonly Fault[], hint?: string): Html {
  const isFaulty = fault !== undefined && about?.includes(fault) !== false;
  const described = [isFaulty ? "fault" : [], hint ?? []].flat().join(" ");
  return html`${isFaulty ? html`aria-invalid="true"` : ""}
  ${described === "" ? "" : html`aria-describedby="${described}"`}`;
}

/** Where a page's form goes: the page itself, with its sign-in. */
export const action = (screen: string, state: string): string =>
  `/u/${screen}?state=${encodeURIComponent(state)}`;
