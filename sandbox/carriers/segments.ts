/** GSM 03.38: characters of one septet, and those that take two [3GPP TS 23.038, 6.2.1]. */
const single =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const double = "\f^{}\\[~]|€";

const singles = new Set(single);
const doubles = new Set(double);

/** Whether the text needs no UCS-2. */
export function isGsm(text: string): boolean {
  return Array.from(text).every((character) => singles.has(character) || doubles.has(character));
}

/**
 * The number of text messages for a text: 160 septets or 70 UCS-2 units in a single one, 153 or 67 in each of
 * several.
 */
export function countSegments(text: string): number {
  if (!isGsm(text)) return parts(text.length, 70, 67);
  const septets = Array.from(text).reduce((sum, character) => sum + (doubles.has(character) ? 2 : 1), 0);
  return parts(septets, 160, 153);
}

const parts = (units: number, alone: number, each: number): number =>
  units <= alone ? 1 : Math.ceil(units / each);
