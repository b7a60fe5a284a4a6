import { html } from "hono/html";
import type { Country } from "../countries.ts";
import { action, page } from "./layout.ts";
import type { Html, PageFrame } from "./layout.ts";

export interface CountryCodesPage extends PageFrame {
  countries: readonly Country[];
  selected: string;
  /** The screen to return to. */
  back: string;
}

/**
 * Screen `mfa-country-codes`: one button per country, which the browser's search and the keyboard can find.
 */
export function countryCodesPage(frame: CountryCodesPage): Html {
  const { state, countries, selected, back } = frame;
  return page(
    "Select your country code",
    frame,
    html`<h1>Select a Country Code</h1>
      <p><a href="${action(back, state)}">Go back</a></p>
      <form method="post" action="${action("mfa-country-codes", state)}">
        <ul class="countries">
          ${countries.map(
            ({ id, name, callingCode }) =>
              html`<li>
                <button
                  type="submit"
                  name="country"
                  value="${id}"
                  class="country"
                  ${id === selected ? html`aria-current="true"` : ""}
                >
                  <span>${name}</span> <span>+${callingCode}</span>
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
  );
}
