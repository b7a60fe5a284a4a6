import { once } from "node:events";
import { request } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { createInterface } from "node:readline";

/** The codes that arrive in an inbox, by number. */
export class CodeStream {
  readonly #request: ClientRequest;
  readonly #waiting = new Map<string, (code: string) => void>();

  private constructor(stream: ClientRequest, events: IncomingMessage) {
    this.#request = stream;
    const lines = createInterface({ input: events });
    // Closing cuts the stream.
    lines.on("error", () => undefined);
    lines.on("line", (line) => {
      if (line.startsWith("data: ")) this.#take(line.slice("data: ".length));
    });
  }

  static async open(inboxUrl: string): Promise<CodeStream> {
    const stream = request(`${inboxUrl}/events`).end();
    const [events] = (await once(stream, "response")) as [IncomingMessage];
    return new CodeStream(stream, events);
  }

  /** The next code to that number; ask before it is sent. */
  next(number: string): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
    });
  }

  close(): void {
    this.#request.destroy();
  }

  #take(data: string): void {
    const { to, code } = JSON.parse(data) as { to?: string; code?: string | null };
    if (to === undefined || typeof code !== "string") return;
    this.#waiting.get(to)?.(code);
    this.#waiting.delete(to);
  }
}
