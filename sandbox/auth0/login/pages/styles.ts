/** The pages' one stylesheet: light and dark, one column, targets large enough for fingers. */
export const styles = `
:root { color-scheme: light dark; --ink: #1e2228; --soft: #5b6470; --paper: #fff; --ground: #eef0f3; --line: #8b94a1;
  --accent: #4a3fc9; --on-accent: #fff; --bad: #b3182b; --bad-ground: #fdecee; --good: #146c3a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f0f2f5; --soft: #b3bcc8; --paper: #1c2027; --ground: #12151a; --line: #717b89; --accent: #a8a1ff;
    --on-accent: #14132b; --bad: #ff9aa5; --bad-ground: #3a1a1f; --good: #7ddba3; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; gap: 1rem;
  justify-content: center; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; padding: clamp(1.25rem, 6vw, 2rem); background: var(--paper); border-radius: .75rem;
  box-shadow: 0 1px 3px rgb(0 0 0 / .2); overflow-wrap: anywhere; }
.brand { margin: 0; font-weight: 600; color: var(--soft); }
h1 { margin: .25rem 0 .75rem; font-size: 1.5rem; line-height: 1.2; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; }
label, .field-label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input:not([type=radio], [type=checkbox]), .picker { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; text-align: left;
  color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .4rem; }
.picker { display: flex; justify-content: space-between; align-items: center; gap: .5rem; }
.picker::after { content: "\\25be" / ""; color: var(--soft); }
input[autocomplete=one-time-code] { font-size: 1.5rem; letter-spacing: .3em; font-variant-numeric: tabular-nums; }
input[aria-invalid] { border-color: var(--bad); }
.choice { display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; font-weight: 400; }
.choice input { width: 1.25rem; height: 1.25rem; accent-color: var(--accent); }
fieldset { margin: 1rem 0 0; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: .4rem; }
button { min-height: 2.75rem; font: inherit; cursor: pointer; }
button:not(.picker, .link, .country, .default) { width: 100%; margin-top: 1.25rem; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 0; border-radius: .4rem; }
.default { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; border: 0; opacity: 0; pointer-events: none; }
.link, a { color: var(--accent); background: none; border: 0; padding: .25rem 0; text-decoration: underline; }
a { white-space: nowrap; }
.number a { margin-left: .5rem; }
:is(button, input, a):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.resend { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .5rem; margin-top: .75rem; }
form + p { margin-top: 1rem; }
.alert { padding: .6rem .75rem; color: var(--bad); background: var(--bad-ground); border-left: 4px solid var(--bad); }
.hint, footer { color: var(--soft); font-size: .875rem; }
footer { max-width: 26rem; text-align: center; overflow-wrap: anywhere; }
.hint ul { margin: 0; padding-left: 1.25rem; }
aside { margin-top: 1.5rem; padding: .5rem .75rem; border: 1px dashed var(--line); font-size: .9rem; }
.number { font-size: 1.1rem; }
.recovery-code { padding: .75rem; font-size: 1.15rem; line-height: 1.8; text-align: center; background: var(--ground); border-radius: .4rem; }
.recovery-code code { display: inline-block; max-width: 10em; }
.recovery-code span { display: inline-block; margin: 0 .3em; }
.countries { list-style: none; margin: 0; padding: 0; }
.country { display: flex; justify-content: space-between; width: 100%; padding: .25rem .5rem; color: inherit; background: none; border: 0;
  border-bottom: 1px solid var(--ground); text-align: left; }
.country[aria-current] { font-weight: 700; }
.outcome { padding: .75rem; border-left: 4px solid var(--bad); }
.outcome.good { border-color: var(--good); }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; white-space: nowrap; }
td { padding: .25rem 0; }
`;
