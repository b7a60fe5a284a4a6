/**
 * A text without what a copy brings along: spaces, quotes and angle brackets around it, a comma or a semicolon
 * after it, and characters that nobody sees. Windows' command line passes single quotes on.
 */
export const unwrapped = (text: string): string =>
  text.replaceAll(/\p{Cf}/gu, "").replaceAll(/^[\s"'“”‘’<]+|[\s"'“”‘’>,;]+$/g, "");

/** A text in quotes, in which what nobody would see is escaped. */
export const inQuotes = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    (sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
