import type { Door, Moment, SignIn, Who } from "../review/rehearsal/Rehearsal.ts";
import type { CallObserver } from "../../sandbox/index.ts";
import { nameOfCall } from "../local/nameOfCall.ts";
import type { Application, RehearsalUser, SignIns } from "./SignIns.ts";

/** An application and all addresses that it returns to. */
export interface KnownApplication {
  clientId: string;
  callbacks: readonly string[];
}

/** Doors that are tried; a list may hold a hundred. */
const mostDoors = 10;

/** The sign-ins of one rehearsal: who signs in when, and what became of it. */
export class Observations {
  readonly signIns: SignIn[] = [];
  readonly doors: Door[] = [];
  readonly #desk: SignIns;
  /** Two: each may get ten messages an hour, and a change may have more writes. */
  #enrolled: RehearsalUser[] = [];
  #turn = 0;
  #before: KnownApplication | undefined;
  #application: Application | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(desk: SignIns) {
    this.#desk = desk;
  }

  /**
   * Signs up two users, then one of them signs in again. Who can't enroll can't be tried as an enrolled user
   * later.
   */
  async before(known: KnownApplication, callbacksAfter: readonly string[]): Promise<void> {
    const [first = ""] = known.callbacks;
    // One that stays, where there is one: whether the others still work is what the doors tell.
    const callback = known.callbacks.find((one) => callbacksAfter.includes(one)) ?? first;
    this.#before = known;
    this.#application = { clientId: known.clientId, callback };
    this.#enrolled = [await this.#desk.newUser(), await this.#desk.newUser()];
    for (const user of this.#enrolled) await this.#signIn("before", "new", this.#application, user);
    await this.#signIn("before", "enrolled", this.#application, this.#nextEnrolled());
    for (const one of known.callbacks.slice(0, mostDoors))
      await this.#tryDoor("before", { clientId: known.clientId, callback: one });
  }

  /**
   * Holds each write's answer back until an enrolled and a new user have tried. Nobody tries a tenant that
   * had no application.
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
   * The sign-ins at the end, by the application as it is then; those that are deployed still have the client
   * id of before.
   */
  async after(known: KnownApplication): Promise<void> {
    const [first = ""] = known.callbacks;
    const stays = this.#application?.callback;
    const callback = stays !== undefined && known.callbacks.includes(stays) ? stays : first;
    await this.#both("after", { clientId: known.clientId, callback });
    const doors = new Map<string, Application>();
    for (const one of this.#before?.callbacks ?? [])
      doors.set(one, { clientId: this.#before?.clientId ?? known.clientId, callback: one });
    for (const one of known.callbacks)
      if (!doors.has(one)) doors.set(one, { clientId: known.clientId, callback: one });
    for (const door of [...doors.values()].slice(0, 2 * mostDoors)) await this.#tryDoor("after", door);
  }

  async #both(moment: Moment, application: Application, call?: string): Promise<void> {
    const enrolled = this.#enrolled.length > 0 ? this.#nextEnrolled() : undefined;
    const fresh = await this.#desk.newUser();
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
    const { outcome, picture } = await this.#desk.signIn(application, user);
    this.signIns.push({ moment, who, outcome, picture, ...(call !== undefined && { call }) });
  }

  async #tryDoor(moment: Door["moment"], application: Application): Promise<void> {
    this.doors.push({ moment, ...(await this.#desk.tryDoor(application)) });
  }
}
