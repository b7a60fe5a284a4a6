/**
 * A tenant's text for a terminal or a document: no control characters, nothing that turns its direction, not
 * too long.
 */
export function oneLine(text: string, most = 300): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}
