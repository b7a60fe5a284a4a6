import type { CallbackCheck, Moment, SignIn, Who } from "../review/rehearsal/Rehearsal.ts";
import type { CallObserver } from "../../sandbox/index.ts";
import { nameOfCall } from "../local/nameOfCall.ts";
import type { Application, RehearsalUser, SignIns } from "./SignIns.ts";

/** An application and all its callback URLs. */
export interface KnownApplication {
  name: string;
  clientId: string;
  callbacks: readonly string[];
}

/** The number of callback URLs to test; a list may hold a hundred. */
const mostCallbacks = 10;

/** The sign-ins of one rehearsal: who signs in when, and how each ended. */
export class Observations {
  readonly signIns: SignIn[] = [];
  readonly callbackChecks: CallbackCheck[] = [];
  readonly #browser: SignIns;
  /** Two, because each may receive ten messages at once and a change may have more writes. */
  #enrolled: RehearsalUser[] = [];
  #turn = 0;
  #before: readonly KnownApplication[] = [];
  #application: Application | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(browser: SignIns) {
    this.#browser = browser;
  }

  /**
   * Signs up two users, then signs one of them in again. A user who can't enroll can't be tested as an
   * enrolled user later.
   */
  async before(
    known: readonly KnownApplication[],
    later: readonly Pick<KnownApplication, "name" | "callbacks">[],
  ): Promise<void> {
    const stays = ({ name }: KnownApplication) => later.find((one) => one.name === name);
    // An application that stays, if there is one: the callback checks cover the others.
    const application = known.find(stays) ?? known[0];
    if (application === undefined) return;
    const callbacksAfter = stays(application)?.callbacks ?? [];
    const [first = ""] = application.callbacks;
    const callback = application.callbacks.find((one) => callbacksAfter.includes(one)) ?? first;
    this.#before = known;
    this.#application = { clientId: application.clientId, callback };
    this.#enrolled = [await this.#browser.newUser(), await this.#browser.newUser()];
    for (const user of this.#enrolled) await this.#signIn("before", "new", this.#application, user);
    await this.#signIn("before", "enrolled", this.#application, this.#nextEnrolled());
    for (const one of known.flatMap(callbacksOf).slice(0, mostCallbacks))
      await this.#tryCallback("before", one);
  }

  /**
   * Holds each write's response back until an enrolled and a new user have signed in. Nobody signs in to a
   * tenant that had no application.
   */
  whileChanging(): CallObserver {
    return {
      after: (method, path) => {
        const application = this.#application;
        if (method === "GET" || application === undefined || !path.startsWith("/api/v2/")) return undefined;
        const call = nameOfCall(method, path);
        this.#queue = this.#queue.then(() => this.#both("during", application, call));
        return this.#queue;
      },
    };
  }

  /**
   * The sign-ins at the end, with the application as it is then; deployed applications still have the earlier
   * client ID.
   */
  async after(known: readonly KnownApplication[]): Promise<void> {
    const before = this.#application;
    const ofBefore = known.flatMap(callbacksOf).find((one) => isSame(one, before));
    const sameCallback = known.flatMap(callbacksOf).find(({ callback }) => callback === before?.callback);
    const application = ofBefore ?? sameCallback ?? known.flatMap(callbacksOf)[0];
    if (application === undefined) return;
    await this.#both("after", application);
    // Deployed applications still have the earlier client ID.
    const old = this.#before.flatMap(callbacksOf);
    const added = known
      .flatMap(callbacksOf)
      .filter(({ callback }) => !old.some((one) => one.callback === callback));
    for (const one of [...old, ...added].slice(0, 2 * mostCallbacks)) await this.#tryCallback("after", one);
  }

  async #both(moment: Moment, application: Application, call?: string): Promise<void> {
    const enrolled = this.#enrolled.length > 0 ? this.#nextEnrolled() : undefined;
    const fresh = await this.#browser.newUser();
    await Promise.all([
      ...(enrolled ? [this.#signIn(moment, "enrolled", application, enrolled, call)] : []),
      this.#signIn(moment, "new", application, fresh, call),
    ]);
  }

  #nextEnrolled(): RehearsalUser {
    const user = this.#enrolled[this.#turn % this.#enrolled.length];
    this.#turn += 1;
    if (user === undefined) throw new Error("nobody is enrolled");
    return user;
  }

  async #signIn(
    moment: Moment,
    who: Who,
    application: Application,
    user: RehearsalUser,
    call?: string,
  ): Promise<void> {
    const seen = await this.#browser.signIn(application, user, `${who} ${moment}`);
    this.signIns.push({ moment, who, ...seen, ...(call !== undefined && { call }) });
  }

  async #tryCallback(moment: CallbackCheck["moment"], application: Application): Promise<void> {
    this.callbackChecks.push({ moment, ...(await this.#browser.tryCallback(application)) });
  }
}

const callbacksOf = ({ clientId, callbacks }: KnownApplication): Application[] =>
  callbacks.map((callback) => ({ clientId, callback }));

const isSame = (one: Application, other: Application | undefined): boolean =>
  one.clientId === other?.clientId && one.callback === other.callback;
