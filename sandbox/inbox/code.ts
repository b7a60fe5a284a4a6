/** Six digits, as Auth0 makes its codes; four and eight are what other senders are set to. */
const written = /(?<![\d+.,-])\d{4,8}(?![\d-]|[.,]\d)/;

/** Said one by one: "1, 2, 3, 4, 5, 6", "1 2 3 4 5 6" or "1. 2. 3. 4. 5. 6". */
const spoken = /(?<!\d)\d(?:[\s,.]{1,3}\d){3,7}(?![\s,.]{0,3}\d)/;

/**
 * The code in a message's text, for copying: its first number of four to eight digits, in one piece or said
 * digit by digit. Null where there is none.
 */
export function codeIn(text: string): string | null {
  const found = written.exec(text) ?? spoken.exec(text);
  return found === null ? null : found[0].replace(/\D/g, "");
}
