import { html } from "hono/html";
import type { Channel } from "../../mfa/authenticators.ts";
import type { Country } from "../countries.ts";
import { alsoOnHint } from "./alsoOn.ts";
import type { SecondFactorFrame } from "./alsoOn.ts";
import { action, alert, faulty, page } from "./layout.ts";
import type { Html } from "./layout.ts";

export interface PhoneEnrollmentPage extends SecondFactorFrame {
  screen: "mfa-sms-enrollment" | "mfa-voice-enrollment" | "mfa-phone-enrollment";
  country: Country;
  /** The previous input. */
  phone: string;
  channels: readonly Channel[];
  /** The number of digits that the code will have. */
  digits: number;
}

const descriptions = {
  "mfa-sms-enrollment": () =>
    "Enter your phone number below. An SMS will be sent to that number with a code to enter on the next screen.",
  "mfa-voice-enrollment": () =>
    "Enter your phone number below. A voice call will be placed on that number with a code to enter on the next screen.",
  "mfa-phone-enrollment": (digits: number) =>
    `Enter your country code and phone number to which we can send a ${digits}-digit code:`,
};

/**
 * Screens `mfa-sms-enrollment`, `mfa-voice-enrollment`, `mfa-phone-enrollment`: the number that codes will go
 * to.
 */
export function phoneEnrollmentPage(frame: PhoneEnrollmentPage): Html {
  const { screen, state, fault, country, phone, channels } = frame;
  return page(
    "Secure Your Account",
    frame,
    html`<h1>Secure Your Account</h1>
      <p id="description">${descriptions[screen](frame.digits)}</p>
      ${alert(fault)}
      <form method="post" action="${action(screen, state)}">
        ${defaultButton}
        <p class="field-label" id="country-label">Country code</p>
        <button
          type="submit"
          name="action"
          value="pick-country-code"
          class="picker"
          aria-describedby="country-label"
          formnovalidate
        >
          ${country.name}, +${country.callingCode}
        </button>
        <label for="phone">Phone number</label>
        <input
          id="phone"
          name="phone"
          type="tel"
          inputmode="tel"
          autocomplete="tel-national"
          value="${phone}"
          required
          autofocus
          ${faulty(fault)}
        />
        ${channels.length > 1 ? channelChoice() : ""}
        <button type="submit" name="action" value="default" class="primary">Continue</button>
      </form>
      <p class="hint">
        A code sent by phone can be intercepted by anyone who takes over the number. Ask your administrator
        for a stronger factor if you need one.
      </p>
      ${alsoOnHint(frame)}`,
  );
}

/**
 * Pressing Enter in a field activates the form's first button, which must not be the one that opens the
 * countries.
 */
const defaultButton = html`<button
  type="submit"
  name="action"
  value="default"
  class="default"
  tabindex="-1"
  aria-hidden="true"
></button>`;

function channelChoice(): Html {
  return html`<fieldset>
    <legend>How do you want to receive the code?</legend>
    <label class="choice"><input type="radio" name="type" value="sms" checked /> Text message</label>
    <label class="choice"><input type="radio" name="type" value="voice" /> Voice call</label>
  </fieldset>`;
}
