import { html } from "hono/html";
import { action, alert, faulty, page } from "./layout.ts";
import type { Html, PageFrame } from "./layout.ts";
import type { Fault } from "../texts.ts";

export interface SignupPage extends PageFrame {
  email: string;
  /** The connection's password requirements, in words. */
  passwordRules: string[];
}

const emailFaults: readonly Fault[] = ["no-email", "invalid-email", "email-in-use"];
const passwordFaults: readonly Fault[] = ["no-password", "password-too-weak"];

/** Screen `signup`: a new account with email address and password. */
export function signupPage(frame: SignupPage): Html {
  const { tenantName, clientName, state, fault, email, passwordRules } = frame;
  const isAboutPassword = fault !== undefined && passwordFaults.includes(fault);
  return page(
    "Sign up",
    frame,
    html`<h1>Welcome</h1>
      <p>Sign Up to ${tenantName} to continue to ${clientName}.</p>
      ${alert(fault)}
      <form method="post" action="${action("signup", state)}">
        <label for="email">Email address</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          value="${email}"
          required
          ${isAboutPassword ? "" : html`autofocus`}
          ${faulty(fault, emailFaults)}
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="new-password"
          required
          ${isAboutPassword ? html`autofocus` : ""}
          ${faulty(fault, passwordFaults, "rules")}
        />
        <div id="rules" class="hint">
          <p>Your password must contain:</p>
          <ul>
            ${passwordRules.map((rule) => html`<li>${rule}</li>`)}
          </ul>
        </div>
        <button type="submit" name="action" value="default">Continue</button>
      </form>
      <p>Already have an account? <a href="${action("login", state)}">Log in</a></p>`,
  );
}
