/** A URL as a browser parses it. */
export interface ReadUrl {
  url: URL;
  /** Puts the placeholders back into a part of `url`. */
  restored: (part: string) => string;
  /** Everything after the host and port, as given. */
  rest: string;
  /** Whether nothing follows the host and port, as in a page's `location.origin`. */
  isBare: boolean;
}

/**
 * Parses a URL as browsers do [url.spec.whatwg.org]. Placeholders in the host keep their case: Auth0 replaces
 * them before a browser sees the URL.
 * @returns `undefined` for anything that a browser does not accept as an absolute URL
 */
export function readUrl(text: string): ReadUrl | undefined {
  const placeholders: string[] = [];
  const mark = unusedIn(text);
  const marked = text.replace(authority, (found) =>
    found.replaceAll(/\{[^{}]*\}/g, (placeholder) => {
      placeholders.push(placeholder);
      return `${mark}${placeholders.length - 1}${mark}`;
    }),
  );
  const url = URL.parse(marked);
  // In a label with non-ASCII letters, a browser encodes the placeholder too.
  const isEncoded = placeholders.some((_, index) => !url?.hostname.includes(`${mark}${index}${mark}`));
  if (url === null || isEncoded) return undefined;
  const restored = (part: string) =>
    placeholders.reduce(
      (result, placeholder, index) => result.replace(`${mark}${index}${mark}`, () => placeholder),
      part,
    );
  const rest = text.trim().replace(authority, "");
  return { url, restored, rest, isBare: /^(#|$)/.test(rest) };
}

/** From the scheme to the end of the host and port. */
const authority = /^\s*[a-z][a-z0-9+.-]*:[\\/]*[^\\/?#]*/i;

/** A word that is valid in a host and does not occur in the text. */
function unusedIn(text: string): string {
  let word = "zq";
  while (text.toLowerCase().includes(word)) word += "q";
  return word;
}

/**
 * A URL in the form of a browser: its `location.origin` if nothing follows its host and port, else its
 * `location.href`.
 */
export const browserForm = ({ url, restored, isBare }: ReadUrl): string =>
  restored(isBare && url.pathname === "/" && url.search + url.hash === "" ? originOf(url) : url.href);

/** Includes the user name and password, which `url.origin` omits. */
const originOf = (url: URL): string => (url.username + url.password === "" ? url.origin : url.href);
