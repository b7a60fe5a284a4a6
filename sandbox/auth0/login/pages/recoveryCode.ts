import { html } from "hono/html";
import { alsoOnHint } from "./alsoOn.ts";
import type { SecondFactorFrame } from "./alsoOn.ts";
import { action, alert, faulty, page } from "./layout.ts";
import type { Html, PageFrame } from "./layout.ts";

/** Screen `mfa-recovery-code-enrollment`: the code, shown this once. */
export function recoveryCodeEnrollmentPage(frame: PageFrame & { code: string }): Html {
  const { state, fault, code } = frame;
  return page(
    "Copy your recovery code for safe keeping",
    frame,
    html`<h1>Almost There!</h1>
      <p>
        Copy this recovery code and keep it somewhere safe. You'll need it if you ever need to log in without
        your device.
      </p>
      ${alert(fault)}
      <p class="recovery-code"><code aria-label="Secure code to copy">${groups(code)}</code></p>
      <form method="post" action="${action("mfa-recovery-code-enrollment", state)}">
        <label class="choice">
          <input type="checkbox" name="saved" value="true" required ${faulty(fault)} />
          I have safely recorded this code
        </label>
        <button type="submit" name="action" value="default" class="primary">Continue</button>
      </form>`,
  );
}

/** Displayed in groups of four; copied text contains no spaces. */
const groups = (code: string): Html[] =>
  (code.match(/.{1,4}/g) ?? []).map((four) => html`<span>${four}</span>`);

/** Screen `mfa-recovery-code-challenge`: a recovery code instead of the phone. */
export function recoveryCodeChallengePage(frame: SecondFactorFrame & { back: string }): Html {
  const { state, fault, back } = frame;
  return page(
    "Enter your recovery code to log in",
    frame,
    html`<h1>Verify Your Identity</h1>
      <p>Enter the recovery code you were provided during your initial enrollment.</p>
      ${alert(fault)}
      <form method="post" action="${action("mfa-recovery-code-challenge", state)}">
        <label for="code">Enter your recovery code</label>
        <input
          id="code"
          name="code"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          required
          autofocus
          ${faulty(fault)}
        />
        <button type="submit" name="action" value="default" class="primary">Continue</button>
      </form>
      <p><a href="${action(back, state)}">Try another method</a></p>
      ${alsoOnHint(frame)}`,
  );
}
