import type { CarrierName } from "../carriers/hosts.ts";
import { randomUUID } from "node:crypto";
import { codeIn } from "./code.ts";

/** One message that the carrier accepted or rejected. */
export interface InboxMessage {
  id: string;
  /** ISO time by the tenant's clock. */
  at: string;
  carrier: CarrierName | "auth0";
  channel: "sms" | "voice";
  from: string;
  to: string;
  /** What is written or said. */
  text: string;
  /** The code found in the text, for copying. */
  code: string | null;
  status: "delivered" | "failed";
  /** The carrier's own code and text, for a failed one. */
  error: { code: string; message: string } | null;
}

export interface InboxFilter {
  /** Messages to this number only. */
  to?: string | undefined;
  /** Messages to numbers that contain these digits in sequence; other characters are ignored. */
  number?: string | undefined;
  /** Messages after the one with this id; all messages if it no longer exists. */
  after?: string | undefined;
  /**
   * Messages before the one with this id: the next page of older ones. None if it no longer exists, because
   * they don't either.
   */
  before?: string | undefined;
  /** At most this many of the newest. */
  limit?: number | undefined;
}

type Listener = (message: InboxMessage) => void;

interface Entry {
  /** Increases by one with each message. */
  order: number;
  message: InboxMessage;
}

const usualCapacity = 100_000;

/**
 * Everything that was sent, in memory only: a code must never reach a file. If there are more than 100,000
 * messages, the oldest half is dropped.
 */
export class Inbox {
  readonly #capacity: number;
  readonly #listeners = new Set<Listener>();
  #entries: Entry[] = [];
  #byNumber = new Map<string, Entry[]>();
  #orders = new Map<string, number>();
  #next = 0;
  readonly #clearListeners = new Set<() => void>();

  constructor({ capacity = usualCapacity }: { capacity?: number } = {}) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Stores a message and notifies the listeners. The id is generated here unless the carrier has one. */
  record({ id = randomUUID(), ...sent }: Omit<InboxMessage, "id" | "code"> & { id?: string }): InboxMessage {
    const message: InboxMessage = { id, ...sent, code: codeIn(sent.text) };
    this.#keep({ order: this.#next++, message });
    if (this.size > this.#capacity) this.#forgetOldest();
    for (const listener of this.#listeners) listener(message);
    return message;
  }

  /** The matching messages, newest first. */
  list({ to, number, after, before, limit = Infinity }: InboxFilter = {}): InboxMessage[] {
    const entries = to === undefined ? this.#entries : (this.#byNumber.get(to) ?? []);
    const floor = after === undefined ? -1 : (this.#orders.get(after) ?? -1);
    const ceiling = before === undefined ? this.#next : (this.#orders.get(before) ?? 0);
    const matches = numberMatcher(number);
    const found: InboxMessage[] = [];
    for (let at = firstFrom(entries, ceiling) - 1; at >= 0 && found.length < limit; at -= 1) {
      const entry = entries[at];
      if (entry === undefined || entry.order <= floor) break;
      if (matches(entry.message)) found.push(entry.message);
    }
    return found;
  }

  /** The messages after the one with this id, oldest first, for readers that follow along. */
  following(after: string | undefined, limit: number): InboxMessage[] {
    const order = after === undefined ? undefined : this.#orders.get(after);
    const from = order === undefined ? 0 : firstFrom(this.#entries, order + 1);
    return this.#entries.slice(from, from + limit).map(({ message }) => message);
  }

  /**
   * Calls the listener for each new message, and with `cleared` when all are deleted; the returned function
   * ends it.
   */
  subscribe(listener: Listener, cleared: () => void = () => undefined): () => void {
    this.#listeners.add(listener);
    this.#clearListeners.add(cleared);
    return () => {
      this.#listeners.delete(listener);
      this.#clearListeners.delete(cleared);
    };
  }

  clear(): void {
    this.#empty();
    for (const listener of this.#clearListeners) listener();
  }

  #empty(): void {
    this.#entries = [];
    this.#byNumber.clear();
    this.#orders.clear();
  }

  #keep(entry: Entry): void {
    const { id, to } = entry.message;
    this.#entries.push(entry);
    this.#orders.set(id, entry.order);
    const toNumber = this.#byNumber.get(to);
    if (toNumber === undefined) this.#byNumber.set(to, [entry]);
    else toNumber.push(entry);
  }

  /** Half at once, to spread the cost over as many messages. */
  #forgetOldest(): void {
    const kept = this.#entries.slice(-Math.ceil(this.#capacity / 2));
    this.#empty();
    for (const entry of kept) this.#keep(entry);
  }
}

/** Whether a message's recipient contains the digits of `number` in sequence. */
export function numberMatcher(number: string | undefined): (message: InboxMessage) => boolean {
  const digits = (number ?? "").replace(/\D/g, "");
  return ({ to }) => digits === "" || to.replace(/\D/g, "").includes(digits);
}

/** The index of the first entry whose order is at least `order`; entries are sorted by it. */
function firstFrom(entries: readonly Entry[], order: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.order ?? Infinity) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
