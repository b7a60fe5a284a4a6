import { html, raw } from "hono/html";
import { page } from "./layout.ts";
import type { Html, PageNames } from "./layout.ts";

/**
 * The content of a confirmed logout: oidc-provider's own form, protected against forgery, or the requested
 * URL.
 */
export type LogoutForm =
  { kind: "provider"; html: string } | { kind: "link"; parameters: Record<string, string> };

/** Asks for confirmation of a logout that the user may not have intended. */
export function confirmLogoutPage(frame: PageNames, form: LogoutForm): Html {
  return page(
    "Log out",
    frame,
    html`<h1>Log Out</h1>
      <p>Do you want to log out of ${frame.tenantName}?</p>
      ${
        form.kind === "provider"
          ? html`${raw(form.html)}
              <button type="submit" form="op.logoutForm" name="logout" value="yes">Log out</button>`
          : addressForm(form.parameters)
      }`,
  );
}

function addressForm(parameters: Record<string, string>): Html {
  return html`<form method="get" action="/v2/logout">
    ${Object.entries(parameters).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <button type="submit">Log out</button>
  </form>`;
}

export function loggedOutPage(frame: PageNames): Html {
  return page(
    "Logged out",
    frame,
    html`<h1>Logged out</h1>
      <p>You may close this page.</p>`,
  );
}
