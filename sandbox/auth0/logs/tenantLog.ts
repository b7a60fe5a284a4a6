import { randomInt } from "node:crypto";
import type { JsonObject } from "../json.ts";
import { describeEvent } from "./eventTypes.ts";
import type { EventType } from "./eventTypes.ts";

/** Who did something, from where, and with which application. Never a code, a password or a token. */
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

/** The number of events that are kept; Auth0 keeps them for a number of days, depending on the plan. */
const kept = 20_000;

/** The tenant's log: why somebody could or could not sign in, or got no message. In memory, oldest first. */
export class TenantLog {
  #events: LogEvent[] = [];
  #count = 0;
  readonly #now: () => Date;
  readonly #start = randomInt(1_000_000_000);

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Logs an event. The default description is the type's. */
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

  /** Ids increase, so that a reader can continue after the last one it saw. */
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
