import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { faultText } from "../texts.ts";
import type { Fault } from "../texts.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The names on every page. */
export interface PageNames {
  /** The tenant's friendly name. */
  tenantName: string;
  /** The application's name. */
  clientName: string;
  /** The Actions in the login flow, which the local tenant does not run. */
  notRun: readonly string[];
}

/** What every sign-in page shows or needs. */
export interface PageFrame extends PageNames {
  /** The id of the sign-in, passed from page to page. */
  state: string;
  fault?: Fault | undefined;
}

/** A whole page of plain HTML. It works without scripts, and its policy allows none. */
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

/** Shows that a login without its Actions may differ from Auth0's. */
function notRunNote(names: readonly string[]): Html {
  if (names.length === 0) return html``;
  const actions = names.length === 1 ? "the Action" : "the Actions";
  const quoted = names.map((name) => `"${name}"`).join(", ");
  return html`<p>This local tenant does not run ${actions} ${quoted} in the login flow.</p>`;
}

/**
 * The error at the top of a form. Screen readers announce it at once, and the field that it is about refers
 * to it.
 */
export function alert(fault: Fault | undefined, digits?: number): Html {
  if (fault === undefined) return html``;
  return html`<p class="alert" role="alert" id="fault">${faultText(fault, digits)}</p>`;
}

/**
 * Attributes of a field with an error.
 * @param about the errors of this field, on a page with several fields
 * @param hint the id of the field's permanent description
 */
export function faulty(fault: Fault | undefined, about?: readonly Fault[], hint?: string): Html {
  const isFaulty = fault !== undefined && about?.includes(fault) !== false;
  const described = [isFaulty ? "fault" : [], hint ?? []].flat().join(" ");
  return html`${isFaulty ? html`aria-invalid="true"` : ""}
  ${described === "" ? "" : html`aria-describedby="${described}"`}`;
}

/** The target of a page's form: the page itself, with its sign-in. */
export const action = (screen: string, state: string): string =>
  `/u/${screen}?state=${encodeURIComponent(state)}`;
