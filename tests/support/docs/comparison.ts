/** What differs from run to run: times, ports, identifiers, versions, dates. */
const varying: readonly [pattern: RegExp, likeness: string][] = [
  [/\x1b\[[\d;]*m/g, ""],
  [/\b\d+(\.\d+)? ?(ms|s)\b/g, "TIME"],
  [/\blocalhost:\d+/g, "localhost:PORT"],
  [/\+\d[\d ]{8,16}\d/g, "NUMBER"],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, "DATE"],
  [/\b(AC|MG|PN|SK|MA|SA)[0-9a-zA-Z]{18,32}\b/g, "$1ID"],
  [/\b[0-9a-zA-Z]{32}\b/g, "ID"],
  [/\b\d+\.\d+\.\d+(-\w+)?\b/g, "VERSION"],
];

const alike = (line: string): string =>
  varying.reduce((text, [pattern, likeness]) => text.replace(pattern, likeness), line).trimEnd();

/**
 * The first line that a page shows and a command did not print, or `undefined`. In a line `…` stands for any
 * text; a line of its own, for any lines.
 */
export function firstDifference(shown: readonly string[], printed: string): string | undefined {
  const lines = inOrder(
    printed
      .replaceAll(runTogether, "$1\n")
      .split("\n")
      .map(alike)
      .filter((line) => !progress.test(line)),
  );
  const expected = inOrder(shown.map(alike));
  while (expected.at(-1) === "") expected.pop();
  let at = 0;
  // npm, and what a page leaves out, may come first.
  let maySkip = true;
  for (const line of expected) {
    if (line.trim() === "…") {
      maySkip = true;
      continue;
    }
    const found = lines.findIndex((one, index) => index >= at && matches(line, one));
    if (found < 0 || (!maySkip && found !== at)) return `${line}\n  printed there: ${lines[at] ?? "nothing"}`;
    at = found + 1;
    maySkip = false;
  }
  return undefined;
}

/** Lines of Pulumi's that only say that it is at work. */
const progress = /^@ |^Loading policy packs/;

/** One of them that another line follows without a line break, which happens on a busy machine. */
const runTogether = /^(@ [a-z ]+\.+)(?= )/gm;

/** Pulumi works on several resources at once, so neighboring lines about resources come in any order. */
function inOrder(lines: readonly string[]): string[] {
  const isOfResource = (line: string | undefined): line is string =>
    /^ *[+~-] +\S+:\S+:\S+ /.test(line ?? "");
  const ordered: string[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (isOfResource(lines[end])) end += 1;
    ordered.push(...(end > at ? lines.slice(at, end).sort() : [lines[at] ?? ""]));
    at = Math.max(end, at + 1);
  }
  return ordered;
}

/** Whether the parts between `…` are in a line, in their order, from its beginning to its end. */
function matches(shown: string, printed: string): boolean {
  const [first = "", ...others] = shown.split("…");
  if (others.length === 0) return shown === printed;
  if (!printed.startsWith(first)) return false;
  let at = first.length;
  for (const part of others.slice(0, -1)) {
    const found = printed.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = others.at(-1) ?? "";
  return printed.length - last.length >= at && printed.endsWith(last);
}
