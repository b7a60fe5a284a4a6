/**
 * A text with the user names and passwords removed from its URLs, because a password in a URL is a secret
 * too.
 */
export const masked = (text: string): string => text.replaceAll(/(:[\\/]*)[^\\/?#\s,]*@/g, "$1…@");
