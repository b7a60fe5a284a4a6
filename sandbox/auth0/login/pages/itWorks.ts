import { html } from "hono/html";
import type { JsonObject } from "../../json.ts";
import { page } from "./layout.ts";
import type { Html, PageNames } from "./layout.ts";

export interface ItWorksPage extends PageNames {
  claims: JsonObject;
  scope: string;
  /** The delivery method and sender of the code, if there was one. */
  secondFactor: { method: string; sender: string | undefined } | undefined;
}

/** The last page of the "Try" box: the result of the sign-in, according to the tokens. */
export function itWorksPage(frame: ItWorksPage): Html {
  const { claims, scope, secondFactor } = frame;
  const isMfa = Array.isArray(claims["amr"]) && claims["amr"].includes("mfa");
  return page(
    "It works",
    frame,
    html`<h1>It Works!</h1>
      <p class="outcome ${isMfa ? "good" : "weak"}">
        ${isMfa ? "Multi-factor authentication was done." : "No second factor was asked for."}
        ${secondFactor === undefined ? "" : sentence(secondFactor)}
      </p>
      <h2>Claims of the ID token</h2>
      <table>
        <tbody>
          ${Object.entries(claims).map(
            ([name, value]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td><code>${typeof value === "string" ? value : JSON.stringify(value)}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
      <h2>Scope of the access token</h2>
      <p><code>${scope}</code></p>`,
  );
}

const ways: Record<string, string> = { sms: "by SMS", voice: "by voice call" };

function sentence({ method, sender }: { method: string; sender: string | undefined }): string {
  if (method === "recovery-code") return "The second factor was a recovery code.";
  return `The code came ${ways[method] ?? method}, sent by ${sender ?? "an unknown sender"}.`;
}
