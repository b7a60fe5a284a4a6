import { html } from "hono/html";
import { page } from "./layout.ts";
import type { Html, PageNames } from "./layout.ts";

export interface ErrorPage extends PageNames {
  /** What Auth0 says. */
  title: string;
  message: string;
  /** OAuth's error code, where there is one. */
  code?: string | undefined;
  /** What only the sandbox says: why, and what the person who runs the tenant can do. */
  explanation?: string | undefined;
}

/** The page where a sign-in ends that can't go on. It never leads back to an address that nobody checked. */
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
          : html`<aside aria-label="From the sandbox">
              <p><strong>From the sandbox</strong></p>
              <p>${explanation}</p>
            </aside>`
      }`,
  );
}
