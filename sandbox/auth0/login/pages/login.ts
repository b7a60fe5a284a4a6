import { html } from "hono/html";
import { action, alert, faulty, page } from "./layout.ts";
import type { Html, PageFrame } from "./layout.ts";

export interface LoginPage extends PageFrame {
  email: string;
  canSignUp: boolean;
}

/** Screen `login`: email address and password. */
export function loginPage(frame: LoginPage): Html {
  const { tenantName, clientName, state, fault, email } = frame;
  return page(
    "Log in",
    frame,
    html`<h1>Welcome</h1>
      <p>Log in to ${tenantName} to continue to ${clientName}.</p>
      ${alert(fault)}
      <form method="post" action="${action("login", state)}">
        <label for="username">Email address</label>
        <input
          id="username"
          name="username"
          type="text"
          inputmode="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          value="${email}"
          required
          ${email === "" ? html`autofocus` : ""}
          ${faulty(fault, ["no-email", "wrong-email-credentials"])}
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          ${email === "" ? "" : html`autofocus`}
          ${faulty(fault, ["no-password", "wrong-email-credentials"])}
        />
        <button type="submit" name="action" value="default">Continue</button>
      </form>
      ${
        frame.canSignUp
          ? html`<p>Don't have an account? <a href="${action("signup", state)}">Sign up</a></p>`
          : ""
      }`,
  );
}
