const shortestSecret = 4;
/** The longest secret that Auth0 accepts [customize/actions/limitations]. */
export const longestSecret = 4096;

/**
 * Removes the secrets' values from a text, plain, URL-encoded or in base64. A secret of less than 4
 * characters would mask half of any text.
 */
export type Mask = (text: string) => string;

export function maskOf(secrets: Record<string, string>): Mask {
  const forms = Object.values(secrets)
    .filter((value) => value.length >= shortestSecret)
    .flatMap((value) => [
      value,
      encodeURIComponent(value.toWellFormed()),
      Buffer.from(value).toString("base64"),
      Buffer.from(value).toString("base64url"),
    ])
    // A secret may be the start of another.
    .sort((one, other) => other.length - one.length);
  return (text) => forms.reduce((masked, form) => masked.replaceAll(form, "[secret]"), text);
}

/**
 * Makes control characters, line breaks and changes of text direction visible, because a log shows them
 * unchanged.
 */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

/**
 * A text for a log: masked, then made visible, then truncated, so that no truncation leaves part of a secret.
 */
export function shown(text: string, mask: Mask, characters: number): string {
  return escaped(mask(text)).slice(0, characters).toWellFormed();
}
