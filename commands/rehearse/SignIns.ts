import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { CallbackCheck, Outcome } from "../review/rehearsal/Rehearsal.ts";
import type { Sandbox } from "../../sandbox/index.ts";
import { findCode, momentNow } from "../local/codes.ts";
import type { CodeReader, Moment } from "../local/codes.ts";
import { sandboxApi } from "../local/localTenant.ts";
import { pages, typeCode, typeNumber, typePassword } from "../local/signInPages.ts";
import type { Landing } from "./landing.ts";

/** A user of the rehearsal. */
export interface RehearsalUser extends CodeReader {
  /** As it is typed on the enrollment page. */
  typed: string;
}

/** Who sends the user to the login page, and where the user comes back to. */
export interface Application {
  clientId: string;
  callback: string;
}

const password = "Correct-horse-7";

/** Signs users in on a local tenant in a browser, as an application would. */
export class SignIns {
  readonly #sandbox: Sandbox;
  readonly #browser: Browser;
  readonly #landing: Landing;
  readonly #pictures: string;
  #users = 0;
  #taken = 0;

  /** @param pictures the folder for a picture of each last page */
  constructor(sandbox: Sandbox, browser: Browser, landing: Landing, pictures: string) {
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

  /** One sign-in to its end, in a browser that has never been at the tenant. */
  async signIn(
    application: Application,
    user: RehearsalUser,
  ): Promise<{ outcome: Outcome; picture: string }> {
    return this.#inBrowser(application, async (page) => {
      const outcome = await this.#goThrough(page, user);
      return { outcome, picture: await this.#takePicture(page) };
    });
  }

  /** Whether an application gets as far as the login page. */
  async tryCallback(application: Application): Promise<Omit<CallbackCheck, "moment">> {
    const { callback } = application;
    return this.#inBrowser(application, async (page) => {
      if ((await heading(page)) === pages.login) return { callback, outcome: { kind: "open" } };
      const outcome = { kind: "refused", why: await told(page) } as const;
      return { callback, outcome, picture: await this.#takePicture(page) };
    });
  }

  async #inBrowser<Result>(
    application: Application,
    visit: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    // The landing's certificate is the local CA's, which this browser does not know.
    const context = await this.#browser.newContext({
      viewport: { width: 480, height: 640 },
      ignoreHTTPSErrors: true,
    });
    try {
      return await visit(await this.#openLogin(context, application));
    } finally {
      await context.close();
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

  async #goThrough(page: Page, user: RehearsalUser): Promise<Outcome> {
    if ((await heading(page)) !== pages.login) return { kind: "refused", why: await told(page) };
    const before = await momentNow(this.#sandbox.describe(), user);
    await typePassword(page, { email: user.email, password });
    if ((await heading(page)) === pages.enrollment) await typeNumber(page, user.typed);
    const now = await heading(page);
    const asks = now === pages.enrollment || now === pages.code;
    return asks ? this.#typeCode(page, user, before) : arrived(page);
  }

  async #typeCode(page: Page, user: RehearsalUser, since: Moment): Promise<Outcome> {
    await this.#sandbox.messagesSettled();
    const found = await findCode(this.#sandbox.describe(), user, since);
    if (found.kind !== "code") return found;
    await typeCode(page, found.code);
    return arrived(page);
  }

  async #takePicture(page: Page): Promise<string> {
    this.#taken += 1;
    const name = `${String(this.#taken).padStart(2, "0")}.png`;
    await page.screenshot({ path: join(this.#pictures, name) });
    return name;
  }
}

const heading = async (page: Page): Promise<string> =>
  (await page.getByRole("heading", { level: 1 }).first().textContent()) ?? "";

async function arrived(page: Page): Promise<Outcome> {
  if ((await heading(page)) !== "Signed in") return { kind: "refused", why: await told(page) };
  const says = await page.locator("#says").textContent();
  return { kind: says === "with a code" ? "code" : "password" };
}

/** What a page that leads nowhere says. */
async function told(page: Page): Promise<string> {
  const alert = page.getByRole("alert").first();
  const says = (await alert.count()) > 0 ? alert : page.locator("#says, body").first();
  return `The page: ${(await heading(page)).trim()} ${((await says.textContent()) ?? "").trim()}`;
}
