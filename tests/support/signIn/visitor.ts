import { createHash, randomBytes } from "node:crypto";

/** A server's response, with the redirects still to be followed. */
export interface Page {
  url: string;
  status: number;
  headers: Headers;
  text: string;
  location: string | undefined;
}

/** A page's first form with its own fields, including hidden ones. */
interface Form {
  action: string;
  method: string;
  fields: Record<string, string>;
}

/** A headless client: keeps cookies by host, follows redirects within the tenant, and posts forms. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  /** Stops at addresses of these origins, where the application does not exist. */
  readonly #tenantOrigin: string;
  readonly headers: Record<string, string> = { "user-agent": "visitor" };

  constructor(tenantOrigin: string) {
    this.#tenantOrigin = tenantOrigin;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** A visitor with a copy of the cookies named, or all of them. */
  copy(...names: string[]): Visitor {
    const other = new Visitor(this.#tenantOrigin);
    for (const [name, value] of this.#cookies) {
      if (names.length === 0 || names.some((each) => name === each || name === `${each}.sig`))
        other.setCookie(name, value);
    }
    return other;
  }

  /** One request, as it is: no redirect is followed. */
  async request(url: string, init: RequestInit = {}): Promise<Page> {
    const absolute = new URL(url, this.#tenantOrigin).href;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(absolute, {
      ...init,
      redirect: "manual",
      headers: { ...this.headers, cookie, ...(init.headers as Record<string, string> | undefined) },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return {
      url: absolute,
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get("location") ?? undefined,
    };
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const [name = "", ...value] = pair.split("=");
    const isGone = attributes.some((each) => /expires=Thu, 01 Jan 1970|max-age=0\b/i.test(each));
    if (isGone || value.join("=") === "") this.#cookies.delete(name);
    else this.#cookies.set(name, value.join("="));
  }

  /** Opens a page and follows redirects as long as they stay with the tenant. */
  async open(url: string): Promise<Page> {
    return this.#follow(await this.request(url));
  }

  /** Fills a page's first form, or that with the named button, in and sends it. */
  async submit(page: Page, values: Record<string, string> = {}): Promise<Page> {
    return this.#follow(await this.post(page, values));
  }

  /** The same without following where it leads. */
  async post(page: Page, values: Record<string, string> = {}): Promise<Page> {
    const form = firstForm(page.text);
    return this.request(new URL(form.action, page.url).href, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ ...form.fields, ...values }).toString(),
    });
  }

  async #follow(page: Page): Promise<Page> {
    let current = page;
    for (let count = 0; current.location !== undefined && count < 20; count += 1) {
      const next = new URL(current.location, current.url);
      if (next.origin !== this.#tenantOrigin) return current;
      current = await this.request(next.href);
    }
    return current;
  }
}

const unescape = (text: string): string =>
  text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<");

const attribute = (tag: string, name: string): string =>
  unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

function firstForm(html: string): Form {
  const found = /<form\b[^>]*>[^]*?<\/form>/.exec(html)?.[0];
  if (found === undefined) throw new Error(`No form on the page:\n${html.slice(0, 2_000)}`);
  const inputs = found.match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? [];
  const fields = Object.fromEntries(inputs.map((tag) => [attribute(tag, "name"), attribute(tag, "value")]));
  return { action: attribute(found, "action"), method: attribute(found, "method"), fields };
}

/** The text of a page's heading. */
export const headingOf = (page: Page): string => /<h1>([^<]*)<\/h1>/.exec(page.text)?.[1] ?? "";

/** A page's main part as it is read, in one line. */
export const textOf = (page: Page): string =>
  unescape((/<main>([^]*)<\/main>/.exec(page.text)?.[1] ?? "").replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim();

/** What the page says went wrong. */
export const alertOf = (page: Page): string =>
  unescape(/<p class="alert"[^>]*>([^<]*)<\/p>/.exec(page.text)?.[1] ?? "");

/** A PKCE pair. */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** The recovery code on its page, which shows it in groups. */
export const recoveryCodeOn = ({ text }: Page): string =>
  (/<code aria-label="Secure code to copy">(.*?)<\/code>/s.exec(text)?.[1] ?? "").replaceAll(
    /<[^>]*>|\s/g,
    "",
  );
