/** Six digits by default; a tenant may set four to ten [API: guardian, set-phone-factor-settings]. */
const written = /(?<![\d+.,-])\d{4,10}(?![\d-]|[.,]\d)/;

/** Spoken one by one: "1, 2, 3, 4, 5, 6", "1 2 3 4 5 6" or "1. 2. 3. 4. 5. 6". */
const spoken = /(?<!\d)\d(?:[\s,.]{1,3}\d){3,9}(?![\s,.]{0,3}\d)/;

/**
 * The code in a message's text, for copying: its first number of four to ten digits, in one piece or digit by
 * digit. Null if there is none.
 */
export function codeIn(text: string): string | null {
  const found = written.exec(text) ?? spoken.exec(text);
  return found === null ? null : found[0].replace(/\D/g, "");
}
