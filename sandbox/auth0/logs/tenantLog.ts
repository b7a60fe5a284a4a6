import { randomInt } from "node:crypto";
import type { JsonObject } from "../json.ts";
import { describeEvent } from "./eventTypes.ts";
import type { EventType } from "./eventTypes.ts";

/** Who did something, from where, with which application. Never a code, a password or a token. */
export interface EventSubject {
  user_id?: string;
  user_name?: string;
  client_id?: string;
  client_name?: string;
  connection?: string;
  ip?: string;
  user_agent?: string;
  hostname?: string;
}

export interface LogEvent extends EventSubject {
  log_id: string;
  date: string;
  type: EventType;
  description: string;
  details?: JsonObject;
}

/** As many as the tenant keeps; Auth0 keeps by days, by plan. */
const kept = 20_000;

/** The tenant's log: why somebody got in, or did not, or got no message. In memory, oldest first. */
export class TenantLog {
  #events: LogEvent[] = [];
  #count = 0;
  readonly #now: () => Date;
  readonly #start = randomInt(1_000_000_000);

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Writes an event down. The description is the type's own where none is given. */
  write(type: EventType, subject: EventSubject, description?: string, details?: JsonObject): void {
    this.#count += 1;
    this.#events.push({
      log_id: this.#id(),
      date: this.#now().toISOString(),
      type,
      description: description ?? describeEvent(type),
      ...subject,
      ...(details === undefined ? {} : { details }),
    });
    if (this.#events.length > kept * 1.1) this.#events = this.#events.slice(-kept);
  }

  /** Ids grow, so that a reader can go on from the last one it saw. */
  #id(): string {
    return `900${String(this.#start).padStart(9, "0")}${String(this.#count).padStart(44, "0")}`;
  }

  all(): readonly LogEvent[] {
    return this.#events;
  }

  clear(): void {
    this.#events = [];
  }
}
