/**
 * Makes a tenant's text safe for a terminal or a document: no control characters, no changes of text
 * direction, and a limited length.
 */
export function oneLine(text: string, most = 300): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}
