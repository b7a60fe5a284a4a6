import { createHash, randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";
import type { CallbackCheck, Outcome, Picture } from "../review/rehearsal/Rehearsal.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import { findCode, momentNow } from "../local/codes.ts";
import type { CodeReader, Moment } from "../local/codes.ts";
import { sandboxApi } from "../local/localTenant.ts";
import { pages, typeCode, typeNumber, typePassword } from "../local/signInPages.ts";
import type { Landing } from "./landing.ts";
import type { Pictures } from "./Pictures.ts";
import type { RestartedBrowser } from "./RestartedBrowser.ts";

/** A user of the rehearsal. */
export interface RehearsalUser extends CodeReader {
  /** As typed on the enrollment page. */
  typed: string;
}

/** The application that sends the user to the login page, and the address that the user returns to. */
export interface Application {
  clientId: string;
  callback: string;
}

const password = "Correct-horse-7";

type Tenant = Pick<Sandbox, "describe" | "messagesSettled">;

/** What a visit showed, and its result. */
interface Visit<Result> {
  outcome: Result | NotTried;
  pictures?: Picture[];
}

type NotTried = Extract<Outcome, { kind: "not-tried" }>;
type CallbackOutcome = CallbackCheck["outcome"];

/**
 * Called for each page, and for a page that leads nowhere also with the reason: that page is always shown.
 */
type Show = (page: Page, why?: string) => Promise<void>;

/** Signs users in on a local tenant in a browser, as an application would. */
export class SignIns {
  readonly #sandbox: Tenant;
  readonly #browser: RestartedBrowser;
  readonly #landing: Landing;
  readonly #pictures: Pictures;
  #users = 0;

  constructor(sandbox: Tenant, browser: RestartedBrowser, landing: Landing, pictures: Pictures) {
    this.#sandbox = sandbox;
    this.#browser = browser;
    this.#landing = landing;
    this.#pictures = pictures;
  }

  /** A user who has never signed in. */
  async newUser(): Promise<RehearsalUser> {
    this.#users += 1;
    const email = `user${this.#users}@example.com`;
    const digits = String(2000 + this.#users);
    await sandboxApi(this.#sandbox.describe())("POST", "/users", { email, password });
    return { email, typed: `(415) 555-${digits}`, e164: `+1415555${digits}` };
  }

  /**
   * Completes one sign-in, in a browser that has never visited the tenant.
   * @param of whose sign-in it is and when: pages that these users have already been seen on then have a
   * screenshot
   */
  signIn(application: Application, user: RehearsalUser, of: string): Promise<Visit<Outcome>> {
    return this.#visit<Outcome>(application, of, async (page, show) => {
      const outcome = await this.#goThrough(page, user, show);
      if ("why" in outcome) await show(page, outcome.why);
      return outcome;
    });
  }

  /** Whether an application reaches the login page. */
  async tryCallback(application: Application): Promise<Omit<CallbackCheck, "moment">> {
    const { callback } = application;
    const visit = await this.#visit<CallbackOutcome>(application, callback, async (page, show) => {
      if ((await heading(page)) === pages.login) return { kind: "open" };
      const why = await told(page);
      await show(page, why);
      return { kind: "refused", why };
    });
    return { callback, ...visit };
  }

  /**
   * If the browser crashes or times out during a visit, the visit is repeated once: the machine may be busy.
   * A second failure says nothing about the change and must not end the rehearsal.
   */
  async #visit<Result>(
    application: Application,
    of: string,
    visit: (page: Page, show: Show) => Promise<Result>,
  ): Promise<Visit<Result>> {
    try {
      return await this.#inBrowser(application, of, visit);
    } catch {
      this.#browser.throwIfEnded();
    }
    try {
      return await this.#inBrowser(application, of, visit);
    } catch (error) {
      this.#browser.throwIfEnded();
      return { outcome: { kind: "not-tried", because: firstLine(error) } };
    }
  }

  async #inBrowser<Result>(
    application: Application,
    of: string,
    visit: (page: Page, show: Show) => Promise<Result>,
  ): Promise<Visit<Result>> {
    const pictures: Picture[] = [];
    const show: Show = async (page, why = "") => {
      const name = (await heading(page)).trim();
      if (why !== "" && pictures.at(-1)?.page === name) return;
      const picture = await this.#pictures.take(page, `${of} ${why}`, name);
      if (picture) pictures.push(picture);
    };
    const browser = await this.#browser.running();
    // The landing's certificate is from the local CA, which this browser does not trust.
    const context = await browser.newContext({
      viewport: { width: 480, height: 640 },
      ignoreHTTPSErrors: true,
    });
    try {
      const outcome = await visit(await this.#openLogin(context, application), show);
      return { outcome, ...(pictures.length > 0 && { pictures }) };
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  async #openLogin(context: BrowserContext, application: Application): Promise<Page> {
    const verifier = randomBytes(32).toString("base64url");
    const state = randomBytes(16).toString("base64url");
    this.#landing.expect(state, { ...application, verifier });
    const query = new URLSearchParams({
      client_id: application.clientId,
      redirect_uri: application.callback,
      response_type: "code",
      scope: "openid profile email",
      state,
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    const page = await context.newPage();
    await page.goto(`${this.#sandbox.describe().auth0.plainUrl}/authorize?${query.toString()}`);
    return page;
  }

  async #goThrough(page: Page, user: RehearsalUser, show: Show): Promise<Outcome> {
    await show(page);
    if ((await heading(page)) !== pages.login) return { kind: "refused", why: await told(page) };
    const before = await momentNow(this.#sandbox.describe(), user);
    await typePassword(page, { email: user.email, password });
    await show(page);
    if ((await heading(page)) === pages.enrollment) {
      await typeNumber(page, user.typed);
      await show(page);
    }
    const now = await heading(page);
    const asks = now === pages.enrollment || now === pages.code;
    return asks ? this.#typeCode(page, user, before, show) : arrived(page);
  }

  async #typeCode(page: Page, user: RehearsalUser, since: Moment, show: Show): Promise<Outcome> {
    await this.#sandbox.messagesSettled();
    const found = await findCode(this.#sandbox.describe(), user, since);
    if (found.kind !== "code") return found;
    await typeCode(page, found.code);
    await show(page);
    return arrived(page);
  }
}

const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split("\n")[0] ?? "it failed") : "it failed";

const heading = async (page: Page): Promise<string> =>
  (await page.getByRole("heading", { level: 1 }).first().textContent()) ?? "";

async function arrived(page: Page): Promise<Outcome> {
  if ((await heading(page)) !== "Signed in") return { kind: "refused", why: await told(page) };
  const says = await page.locator("#says").textContent();
  return { kind: says === "with a code" ? "code" : "password" };
}

/** The text of a page that leads nowhere. */
async function told(page: Page): Promise<string> {
  const alert = page.getByRole("alert").first();
  const says = (await alert.count()) > 0 ? alert : page.locator("#says, body").first();
  return `The page: ${(await heading(page)).trim()} ${((await says.textContent()) ?? "").trim()}`;
}
