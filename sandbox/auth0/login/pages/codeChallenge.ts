import { html } from "hono/html";
import type { Channel } from "../../mfa/authenticators.ts";
import type { RememberChoice } from "../secondFactor.ts";
import { alsoOnHint } from "./alsoOn.ts";
import type { SecondFactorFrame } from "./alsoOn.ts";
import { action, alert, faulty, page } from "./layout.ts";
import type { Html } from "./layout.ts";

export interface CodeChallengePage extends SecondFactorFrame {
  screen: "mfa-sms-challenge" | "mfa-voice-challenge";
  /** The masked number that the code was sent to. */
  number: string;
  channels: readonly Channel[];
  /** Whether the number can still be changed, as in an enrollment. */
  editScreen: string | undefined;
  /** The number of digits of the code. */
  digits: number;
  remember: RememberChoice | undefined;
  offersRecovery: boolean;
}

const words = {
  "mfa-sms-challenge": {
    sent: () => "We've sent a text message to:",
    question: "Didn't receive a code?",
    again: "Resend",
    other: "voice",
    otherText: "get a call",
  },
  "mfa-voice-challenge": {
    sent: (digits: number) =>
      `We've sent a ${digits}-digit code via voice phone call to the following phone number:`,
    question: "Didn't receive a call?",
    again: "Call again",
    other: "sms",
    otherText: "send a text",
  },
} as const;

/**
 * Screens `mfa-sms-challenge` and `mfa-voice-challenge`: a field for the code, and what to do if it does not
 * arrive.
 */
export function codeChallengePage(frame: CodeChallengePage): Html {
  const { screen, state, fault, number, editScreen, digits } = frame;
  return page(
    "Verify Your Identity",
    frame,
    html`<h1>Verify Your Identity</h1>
      <p>${words[screen].sent(digits)}</p>
      <p class="number">
        <strong>${number}</strong>
        ${
          editScreen === undefined
            ? ""
            : html`<a href="${action(editScreen, state)}" aria-label="Edit phone number">Edit</a>`
        }
      </p>
      ${alert(fault, digits)}
      <form method="post" action="${action(screen, state)}">
        <label for="code">Enter the ${digits}-digit code</label>
        <input
          id="code"
          name="code"
          type="text"
          inputmode="numeric"
          autocomplete="one-time-code"
          pattern="[ \\-]*([0-9][ \\-]*){${digits}}"
          title="${digits} digits"
          required
          autofocus
          ${faulty(fault)}
        />
        ${frame.remember === undefined ? "" : rememberBox(frame.remember)}
        <button type="submit" name="action" value="default" class="primary">Continue</button>
      </form>
      ${resendForm(frame)}
      ${
        frame.offersRecovery
          ? html`<p><a href="${action("mfa-recovery-code-challenge", state)}">Try another method</a></p>`
          : ""
      }
      ${alsoOnHint(frame)}`,
  );
}

function rememberBox({ isChecked, seconds }: RememberChoice): Html {
  return html`<label class="choice">
    <input type="checkbox" name="rememberBrowser" value="true" ${isChecked ? html`checked` : ""} />
    Remember this device for ${inWords(seconds)}
  </label>`;
}

/** Whole days if possible, else hours, as in the dashboard. */
function inWords(seconds: number): string {
  const hours = Math.floor(seconds / 3_600);
  const [count, unit] = hours % 24 === 0 ? [hours / 24, "day"] : [hours, "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function resendForm({ screen, state, channels }: CodeChallengePage): Html {
  const { question, again, other, otherText } = words[screen];
  return html`<form method="post" action="${action(screen, state)}" class="resend">
    <p id="resend">${question}</p>
    <button type="submit" name="action" value="resend-code" class="link" aria-describedby="resend">
      ${again}
    </button>
    ${
      channels.includes(other)
        ? html`<span
            >or <button type="submit" name="action" value="${other}" class="link">${otherText}</button></span
          >`
        : ""
    }
  </form>`;
}
