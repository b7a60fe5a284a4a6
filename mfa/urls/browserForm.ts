/** A URL as a browser reads it. */
export interface ReadUrl {
  url: URL;
  /** Puts the placeholders back into a part of `url`. */
  restored: (part: string) => string;
  /** What stands after the host and port, as it was given. */
  rest: string;
  /** Whether nothing stands after the host and port, as in a page's `location.origin`. */
  isBare: boolean;
}

/**
 * Reads a URL as browsers do [url.spec.whatwg.org]. Placeholders in its host keep their letters: Auth0
 * replaces them before a browser sees the URL.
 *
 * @returns `undefined` for what no browser takes for an absolute URL
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
  // In a label with other than ASCII letters, a browser encodes the placeholder too.
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

/** A word of a host's letters that the text does not have. */
function unusedIn(text: string): string {
  let word = "zq";
  while (text.toLowerCase().includes(word)) word += "q";
  return word;
}

/**
 * A URL as a browser writes it: in `location.origin` where nothing stands after its host and port, else in
 * `location.href`.
 */
export const browserForm = ({ url, restored, isBare }: ReadUrl): string =>
  restored(isBare && url.pathname === "/" && url.search + url.hash === "" ? originOf(url) : url.href);

/** With user name and password, which `url.origin` leaves out. */
const originOf = (url: URL): string => (url.username + url.password === "" ? url.origin : url.href);
