/** Strings that are keys in any context: private keys, JSON web tokens, keys of well-known services. */
const shapes = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  /\bSK[0-9a-f]{32}\b/,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/,
  /\b(sk|rk)_live_\w{16,}/,
  /\b(gh[pousr]|github_pat)_\w{30,}/,
  /\b(glpat-[\w-]{20}|npm_\w{36}|pul-[0-9a-f]{40})/,
  /\bA[KS]IA[0-9A-Z]{16}\b/,
  /\b(xox[abprs]|xapp)-[\w-]{10,}/,
  /\b(Basic|Bearer) (?=\S*\d)[\w+/.~-]{20,}/,
  // Twilio's auth token and the secrets of Auth0 and Plivo have no prefix, so they are recognized by their
  // names. A template that reads them from elsewhere is none.
  /((auth|access)_?token|secret|password|(api|private)[_-]?key)["'`]?\s*[:=]\s*["'`](?!\S*\$\{)[^"'`\s]{16,}["'`]/i,
  /\btoken["'`]?\s*[:=]\s*["'`](?=\S*\d)[\w+/=-]{32,}["'`]/i,
  // An account SID followed by the 32 hexadecimal digits of its token in quotes.
  /["'`][0-9a-f]{32}["'`]/,
];

/** Whether a text contains something that looks like a key, or one of these secrets. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return shapes.some((shape) => shape.test(text)) || secrets.some((secret) => text.includes(secret));
}
