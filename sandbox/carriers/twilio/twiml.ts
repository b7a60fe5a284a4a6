/** What a TwiML document makes a call do, within the stand-in's limits. */
export type Twiml =
  { kind: "says"; text: string } | { kind: "malformed" } | { kind: "unknown verb"; name: string };

/** A tag, a comment, a CDATA section, a declaration or text, starting where the last one ended. */
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(?<close>\/?)(?<name>[A-Za-z][\w:.-]*)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(?<empty>\/?)>|(?<text>[^<]+)/y;

const emulatedVerbs = ["Say", "Pause"];
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Parses TwiML: the text of every <Say>, in order, without pauses and voice. Never throws. */
export function readTwiml(xml: string): Twiml {
  const open: string[] = [];
  let said = "";
  let roots = 0;
  token.lastIndex = 0;
  for (let at = 0; at < xml.length; at = token.lastIndex) {
    const found = token.exec(xml)?.groups;
    if (found === undefined) return { kind: "malformed" };
    const { name, close, empty } = found;
    const text = found["cdata"] ?? decoded(found["text"] ?? "");
    if (text === undefined || (text.trim() !== "" && open.length === 0)) return { kind: "malformed" };
    if (open[1] === "Say") said += text;
    if (name === undefined) continue;
    if (close === "/") {
      if (open.pop() !== name) return { kind: "malformed" };
      said += " ";
      continue;
    }
    if (open.length === 0 && (name !== "Response" || ++roots > 1)) return { kind: "malformed" };
    if (open.length === 1 && !emulatedVerbs.includes(name)) return { kind: "unknown verb", name };
    if (empty !== "/") open.push(name);
  }
  if (open.length > 0 || roots !== 1) return { kind: "malformed" };
  return { kind: "says", text: said.replace(/\s+/g, " ").trim() };
}

/** Text with its entities resolved; undefined if an entity is unknown or invalid. */
function decoded(text: string): string | undefined {
  const unknown: string[] = [];
  const result = text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{0,10});?/gi, (whole, name: string) => {
    const replacement = name.startsWith("#") ? character(name.slice(1)) : entities[name];
    if (replacement === undefined || !whole.endsWith(";")) unknown.push(whole);
    return replacement ?? "";
  });
  return unknown.length === 0 ? result : undefined;
}

function character(number: string): string | undefined {
  const code = Number(/^x/i.test(number) ? `0${number}` : number);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
