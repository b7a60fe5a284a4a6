import type { InboxMessage } from "../../../sandbox/inbox/inbox.ts";

type Waiter = { matches: (message: InboxMessage) => boolean; resolve: (message: InboxMessage) => void };

/** The inbox as it fills: tests wait for a message instead of for time. */
export class MessageStream {
  readonly #url: string;
  readonly #end = new AbortController();
  readonly #all: InboxMessage[] = [];
  readonly #taken = new Set<string>();
  #waiters: Waiter[] = [];

  constructor(inboxUrl: string) {
    this.#url = inboxUrl;
  }

  /** Resolves when the stream is open: no later message is missed. */
  async open(): Promise<void> {
    const response = await fetch(`${this.#url}/events`, { signal: this.#end.signal });
    await new Promise<void>((opened) => {
      void this.#read(response.body as ReadableStream<Uint8Array>, opened);
    });
  }

  close(): void {
    this.#end.abort();
  }

  /** Everything so far, oldest first. */
  get all(): readonly InboxMessage[] {
    return this.#all;
  }

  /** The next message that nobody took yet, to that number if one is named. */
  async next(to?: string): Promise<InboxMessage> {
    const matches = (message: InboxMessage): boolean =>
      !this.#taken.has(message.id) && (to === undefined || message.to === to);
    const found = this.#all.find(matches) ?? (await this.#arrival(matches));
    this.#taken.add(found.id);
    return found;
  }

  /** The code of that message. */
  async nextCode(to?: string): Promise<string> {
    const { code, text } = await this.next(to);
    if (code === null) throw new Error(`No code in "${text}"`);
    return code;
  }

  #arrival(matches: Waiter["matches"]): Promise<InboxMessage> {
    return new Promise((resolve) => {
      this.#waiters.push({ matches, resolve });
    });
  }

  /** The stream's first words come once it listens. */
  async #read(body: ReadableStream<Uint8Array>, opened: () => void): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for await (const chunk of body) {
        opened();
        text += decoder.decode(chunk, { stream: true });
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) this.#take(event);
      }
    } catch {
      // Closed.
    }
  }

  #take(event: string): void {
    const data = /^data: ?(.*)$/m.exec(event)?.[1];
    if (data === undefined) return;
    const message = JSON.parse(data) as InboxMessage;
    this.#all.push(message);
    const waiter = this.#waiters.find(({ matches }) => matches(message));
    this.#waiters = this.#waiters.filter((each) => each !== waiter);
    waiter?.resolve(message);
  }
}
