import type { Inbox, InboxMessage } from "./inbox.ts";
import { numberMatcher } from "./inbox.ts";

export interface Following {
  /** The id of the reader's last message; undefined if it has none. */
  after: string | undefined;
  /** Digits that the recipient's number must contain. */
  number?: string | undefined;
}

/** The maximum number of messages per batch. */
const batch = 200;
/** How soon a disconnected browser reconnects, and how long the connection may be silent. */
const retryMs = 1_000;
const silenceMs = 20_000;

/**
 * Messages as server-sent events, complete and in order. The reader pulls them; unread messages wait in the
 * inbox. After a lost connection, it continues after its last message [html.spec.whatwg.org, 9.2]. An event
 * `cleared` says that the inbox was emptied.
 */
export function messageEvents(inbox: Inbox, following: Following): ReadableStream<Uint8Array> {
  const reading = new Reading(inbox, following);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const text = await reading.next();
        if (text !== undefined) controller.enqueue(new TextEncoder().encode(text));
      },
      cancel: () => {
        reading.end();
      },
    },
    // Nothing is read ahead: messages that the reader does not take stay in the inbox.
    { highWaterMark: 0 },
  );
}

/** One reader's position in the inbox. */
class Reading {
  readonly #inbox: Inbox;
  readonly #matches: (message: InboxMessage) => boolean;
  #cursor: string | undefined;
  /** Sent at once, so that the reader knows that it is connected. */
  #pending = `retry: ${retryMs}\n\n`;
  #leave: (() => void) | undefined;
  #wake: () => void = () => undefined;
  #isOver = false;

  constructor(inbox: Inbox, { after, number }: Following) {
    this.#inbox = inbox;
    this.#cursor = after;
    this.#matches = numberMatcher(number);
  }

  /** The next piece of the stream when there is one; undefined when the reader has left. */
  async next(): Promise<string | undefined> {
    this.#leave ??= this.#inbox.subscribe(
      () => {
        this.#wake();
      },
      () => {
        this.#clear();
      },
    );
    if (this.#pending === "" && this.#inbox.following(this.#cursor, 1).length === 0) await this.#silence();
    return this.#isOver ? undefined : this.#take();
  }

  end(): void {
    this.#isOver = true;
    this.#leave?.();
    this.#wake();
  }

  /**
   * A comment if there is nothing to send: it shows that the connection is alive, and makes the stream ask
   * again.
   */
  #take(): string {
    const messages = this.#inbox.following(this.#cursor, batch);
    this.#cursor = messages.at(-1)?.id ?? this.#cursor;
    const text = this.#pending + messages.filter(this.#matches).map(event).join("");
    this.#pending = "";
    return text === "" ? ":\n\n" : text;
  }

  /** The message at the cursor no longer exists, so everything that is left follows it. */
  #clear(): void {
    this.#pending += "event: cleared\ndata: {}\n\n";
    this.#wake();
  }

  /** Waits until something happens, or until it has been silent for too long. */
  async #silence(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, silenceMs).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** JSON text contains no line breaks, so it is one line of the event. */
const event = (message: InboxMessage): string => `id: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`;
