import { html } from "hono/html";
import { page } from "./layout.ts";
import type { Html, PageNames } from "./layout.ts";

export interface ErrorPage extends PageNames {
  /** Auth0's message. */
  title: string;
  message: string;
  /** OAuth's error code, if there is one. */
  code?: string | undefined;
  /** The local tenant's own explanation: why, and what the administrator can do. */
  explanation?: string | undefined;
}

/** The page for a sign-in that can't continue. It never leads to an unchecked URL. */
export function errorPage(frame: ErrorPage): Html {
  const { title, message, code, explanation } = frame;
  return page(
    title,
    frame,
    html`<h1>${title}</h1>
      <p class="alert" role="alert">${message}</p>
      ${code === undefined ? "" : html`<p class="hint">Error: <code>${code}</code></p>`}
      ${
        explanation === undefined
          ? ""
          : html`<aside aria-label="From the local tenant">
              <p><strong>From the local tenant</strong></p>
              <p>${explanation}</p>
            </aside>`
      }`,
  );
}
