/** A property's path in segments: `phone.messageTypes[0]` is phone, messageTypes, 0. */
export type Path = readonly (string | number)[];

/** Parses a path in the engine's notation: `a.b[0]["c.d"]`. */
export function parsePath(text: string): Path {
  return [...text.matchAll(piece)].map(([, name, index, quoted]) =>
    index === undefined ? (quoted === undefined ? (name ?? "") : unquoted(quoted)) : Number(index),
  );
}

const piece = /([^.[\]]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g;

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The names in a path, without list indexes. */
export const namesIn = (path: Path): string[] => path.filter((part) => typeof part === "string");

/** The value at a path; `undefined` if there is none. */
export function valueAt(values: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    values,
  );
}
