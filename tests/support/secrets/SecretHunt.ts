import { gunzipSync } from "node:zlib";

/** Where a secret was found, and how it was written there. */
export interface Sighting {
  secret: string;
  place: string;
  written: string;
}

/** Searches for secrets in whatever a program leaves behind, in plaintext and encoded. */
export class SecretHunt {
  readonly #needles: { secret: string; written: string; bytes: Buffer }[];

  /** @param secrets by name; each is long and random enough not to occur by chance */
  constructor(secrets: Readonly<Record<string, string>>) {
    for (const [name, value] of Object.entries(secrets))
      if (value.length < 24) throw new Error(`${name} is too short to be looked for`);
    this.#needles = Object.entries(secrets).flatMap(([secret, value]) =>
      writings(value).map(([written, text]) => ({ secret, written, bytes: Buffer.from(text) })),
    );
  }

  /** All sightings in one text or file, compressed ones opened. */
  in(place: string, content: string | Buffer): Sighting[] {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    const found = this.#needles
      .filter((needle) => bytes.includes(needle.bytes))
      .map(({ secret, written }) => ({ secret, place, written }));
    return [...found, ...gzipped(bytes).flatMap((inner) => this.in(`${place} (gzip)`, inner))];
  }
}

/** The possible encodings of a secret in texts, URLs, headers and dumps. */
function writings(value: string): [string, string][] {
  const bytes = Buffer.from(value);
  const json = JSON.stringify(value).slice(1, -1);
  const all: [string, string][] = [
    ["in clear", value],
    // Messages truncate their quotes.
    ["its beginning", value.slice(0, 8)],
    ["in JSON", json],
    ["in JSON in JSON", JSON.stringify(json).slice(1, -1)],
    ["in an address", encodeURIComponent(value)],
    ["in hex", bytes.toString("hex")],
    ["in HEX", bytes.toString("hex").toUpperCase()],
    ["in HTML", value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")],
    ...[0, 1, 2].flatMap((offset): [string, string][] => [
      [`in base64 at ${offset}`, middle(bytes, offset, "base64")],
      [`in base64url at ${offset}`, middle(bytes, offset, "base64url")],
    ]),
  ];
  return all.filter(([, text], index) => all.findIndex(([, other]) => other === text) === index);
}

/** What of the encoding does not depend on the bytes around it. */
function middle(bytes: Buffer, offset: number, encoding: "base64" | "base64url"): string {
  const skipped = (3 - offset) % 3;
  const whole = bytes.subarray(skipped, skipped + 3 * Math.floor((bytes.length - skipped) / 3));
  return whole.toString(encoding);
}

const magic = Buffer.from([0x1f, 0x8b, 0x08]);

/** Each gzip stream in a file, opened. */
function gzipped(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
    try {
      streams.push(gunzipSync(bytes.subarray(at)));
    } catch {
      // Three bytes that only look like a beginning.
    }
  }
  return streams;
}
