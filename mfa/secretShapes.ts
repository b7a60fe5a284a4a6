/** Strings that are keys in any context: private keys, JSON web tokens, keys of well-known services. */
const shapes = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  /\bSK[0-9a-f]{32}\b/,
  /\b(sk|rk)_live_\w{16,}/,
  /\bgh[pousr]_\w{30,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bxox[abprs]-[\w-]{10,}/,
  // Twilio's auth token and the secrets of Auth0 and Plivo have no prefix, so they are recognized by their
  // names.
  /(auth_?token|secret|password|api_?key)["'`]?\s*[:=]\s*["'`][^"'`\s]{16,}["'`]/i,
  // An account SID followed by the 32 hexadecimal digits of its token in quotes.
  /["'`][0-9a-f]{32}["'`]/,
];

/** Whether a text contains something that looks like a key, or one of these secrets. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return shapes.some((shape) => shape.test(text)) || secrets.some((secret) => text.includes(secret));
}
