/** A line that a command printed, and how many milliseconds after its start. */
export interface TimedLine {
  text: string;
  at: number;
}

const font = { size: 13, width: 7.83, height: 19 };
const columns = 94;
const rows = 30;
const padding = 16;
/** The longest that nothing happens in a recording, in milliseconds. */
const patience = 700;

/**
 * A recording of a terminal as an animated SVG, which plays once: lines appear as they were printed, and what
 * no longer fits moves up. It follows the reader's light or dark scheme, and stands still for readers who ask
 * for less motion.
 */
export function terminalSvg(command: string, printed: readonly TimedLine[]): string {
  const lines = shortened([{ text: `$ ${command}`, at: 0 }, ...printed]);
  const total = Math.round(lines.at(-1)?.at ?? 0);
  const width = Math.ceil(columns * font.width + 2 * padding);
  const height = rows * font.height + 2 * padding;
  const percent = (at: number) => ((at / total) * 100).toFixed(2);
  // Of lines that came at once, the last one decides.
  const scrolled = new Map(
    lines.slice(rows).map(({ at }, index) => [percent(at), (index + 1) * font.height]),
  );
  const scroll = [...scrolled].map(([at, up]) => `${at}% { transform: translateY(-${up}px) }`);
  const end = Math.max(0, lines.length - rows) * font.height;
  const texts = lines.map(
    ({ text, at }, index) =>
      `<text y="${(index + 1) * font.height - 5}" style="animation-delay:${Math.round(at)}ms" xml:space="preserve">${escape(text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A terminal: ${command}">
<style>
svg { color-scheme: light dark }
rect { fill: #f6f8fa } text { fill: #1f2328; font: ${font.size}px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; animation: appear 1ms both }
@media (prefers-color-scheme: dark) { rect { fill: #151b23 } text { fill: #d1d7e0 } }
@keyframes appear { from { opacity: 0 } }
@keyframes scroll { 0% { transform: translateY(0) } ${scroll.join(" ")} 100% { transform: translateY(-${end}px) } }
.screen { animation: scroll ${total}ms step-end both }
@media (prefers-reduced-motion: reduce) { text { animation: none } .screen { animation: none; transform: translateY(-${end}px) } }
</style>
<rect width="100%" height="100%" rx="8"/>
<svg x="${padding}" y="${padding}" width="${width - 2 * padding}" height="${rows * font.height}"><g class="screen">
${texts.join("\n")}
</g></svg>
</svg>
`;
}

/** Without the time in which nothing happens. */
function shortened(lines: readonly TimedLine[]): TimedLine[] {
  let saved = 0;
  return lines.map(({ text, at }, index) => {
    const before = lines[index - 1]?.at ?? 0;
    saved += Math.max(0, at - before - patience);
    return { text, at: at - saved };
  });
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
