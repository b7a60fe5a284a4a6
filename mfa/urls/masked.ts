/** A text without the user names and passwords of the URLs in it: a password in a URL is a secret too. */
export const masked = (text: string): string => text.replaceAll(/(:[\\/]*)[^\\/?#\s,]*@/g, "$1…@");
