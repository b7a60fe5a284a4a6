import { once } from "node:events";
import { request } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { CommandError } from "../../commands/terminal/command.ts";

interface Message {
  to: string;
  code: string | null;
  status: string;
  text: string;
}

/** The codes that arrive in an inbox, by number. */
export class CodeStream {
  readonly #request: ClientRequest;
  readonly #waiting = new Map<string, PromiseWithResolvers<string>>();

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
    // Node's default agent may use a proxy.
    const stream = request(`${inboxUrl}/events`, { agent: false }).end();
    const [events] = (await once(stream, "response")) as [IncomingMessage];
    return new CodeStream(stream, events);
  }

  /** The next code for that number; call this before it is sent. Rejects if the next message has no code. */
  next(number: string): Promise<string> {
    const waiting = Promise.withResolvers<string>();
    // The code may arrive before the response that is awaited first.
    waiting.promise.catch(() => undefined);
    this.#waiting.set(number, waiting);
    return waiting.promise;
  }

  close(): void {
    this.#request.destroy();
  }

  #take(data: string): void {
    const { to = "", code, status, text } = JSON.parse(data) as Partial<Message>;
    const waiting = this.#waiting.get(to);
    if (waiting === undefined) return;
    this.#waiting.delete(to);
    if (status === "delivered" && typeof code === "string") waiting.resolve(code);
    else
      waiting.reject(
        new CommandError(`Failed to read a code: a message was ${status ?? ""}: "${text ?? ""}"`),
      );
  }
}
