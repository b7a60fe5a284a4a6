import type { Inbox, InboxMessage } from "./inbox.ts";
import { numberMatcher } from "./inbox.ts";

export interface Following {
  /** The id of the last message that the reader has; undefined for none of those there are. */
  after: string | undefined;
  /** Digits that the recipient's number must have. */
  number?: string | undefined;
}

/** How many messages are handed over at once. */
const batch = 200;
/** How soon a browser that lost the connection tries again, and how long the line may be silent. */
const retryMs = 1_000;
const silenceMs = 20_000;

/**
 * Messages as server-sent events, in order, none left out: the reader pulls, and what it has not read waits
 * in the inbox. A reader that lost the connection goes on after the last one it has [html.spec.whatwg.org,
 * 9.2]. An event `cleared` says that the inbox was emptied.
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
    // Nothing is read ahead: what the reader does not take stays in the inbox.
    { highWaterMark: 0 },
  );
}

/** One reader's place in the inbox. */
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

  /** The next piece of the stream as soon as there is one; undefined when the reader has left. */
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
   * A comment where there is nothing to tell: it shows that the line is up, and lets the stream ask again.
   */
  #take(): string {
    const messages = this.#inbox.following(this.#cursor, batch);
    this.#cursor = messages.at(-1)?.id ?? this.#cursor;
    const text = this.#pending + messages.filter(this.#matches).map(event).join("");
    this.#pending = "";
    return text === "" ? ":\n\n" : text;
  }

  /** The message at the cursor is gone too: what follows a gone one is all there is. */
  #clear(): void {
    this.#pending += "event: cleared\ndata: {}\n\n";
    this.#wake();
  }

  /** Waits until something happens, or until it was silent for long. */
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

/** JSON has no line break of its own, so that it is one line of the event. */
const event = (message: InboxMessage): string => `id: ${message.id}\ndata: ${JSON.stringify(message)}\n\n`;
