import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { html, raw } from "hono/html";
import type { Step } from "./steps.ts";

export interface ReportContent {
  /** The tested stack and phone experience. */
  title: string;
  /** The result, in a sentence. */
  verdict: { good: boolean; text: string };
  steps: readonly Step[];
  /** Engine and plugin, for comparison. */
  tools: string;
}

/**
 * Writes the run as one page next to its screenshots.
 * @returns the page's path, or why there is none: the results are reported without it
 */
export async function writeReport(folder: string, content: ReportContent): Promise<string> {
  const file = join(folder, "index.html");
  try {
    await writeFile(file, String(await page(content)));
    return file;
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    return `no page: ${file} could not be written (${code})`;
  }
}

function page({ title, verdict, steps, tools }: ReportContent) {
  const guides = [...new Set(steps.map(({ guide }) => guide))];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
        />
        <title>${title}</title>
        <style>
          ${raw(styles)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p class="verdict ${verdict.good ? "good" : "bad"}">${verdict.text}</p>
          ${guides.map((guide) => section(guide, steps))}
          <footer>${tools}</footer>
        </main>
      </body>
    </html>`;
}

function section(guide: string, all: readonly Step[]) {
  const steps = all.filter((step) => step.guide === guide);
  return html`<section>
    <h2>${guide}</h2>
    <ol>
      ${steps.map(
        (step) =>
          html`<li class="${step.failure === undefined ? "good" : "bad"}">
            <p>
              <strong>${step.title}</strong>
              ${step.milliseconds === undefined ? "" : html`<span class="time">${seconds(step.milliseconds)}</span>`}
            </p>
            ${step.failure === undefined ? "" : html`<p class="failure">${step.failure}</p>`}
            ${
              step.picture === undefined
                ? ""
                : html`<a href="${step.picture}"
                    ><img src="${step.picture}" alt="The page after: ${step.title}" loading="lazy"
                  /></a>`
            }
          </li>`,
      )}
    </ol>
  </section>`;
}

/** Seconds, as reports show them. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const styles = `
:root { color-scheme: light dark; --ink: #1e2228; --soft: #5b6470; --ground: #f3f4f6; --paper: #fff; --good: #146c3a; --bad: #b3182b; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f2f5; --soft: #b3bcc8; --ground: #12151a; --paper: #1c2027; --good: #7ddba3; --bad: #ff9aa5; } }
body { margin: 0; padding: 2rem 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: auto; }
.verdict { font-size: 1.1rem; padding: .75rem 1rem; background: var(--paper); border-left: .4rem solid var(--good); }
.verdict.bad { border-color: var(--bad); }
ol { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; counter-reset: step; }
li { counter-increment: step; overflow-wrap: anywhere; padding: 1rem; background: var(--paper); border-radius: .5rem; }
li > p:first-child::before { content: counter(step) ". "; color: var(--soft); }
li.bad { outline: 2px solid var(--bad); }
.time, footer { color: var(--soft); font-size: .875rem; }
.failure { color: var(--bad); }
img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; object-position: top; border: 1px solid color-mix(in srgb, var(--soft) 40%, transparent); border-radius: .25rem; }
`;
