import { z } from "zod";

const invocation = z.uuid();
const tunnel = z.int().positive();
const text = z.string().max(70_000);
const described = { name: text, message: text };

/** The frames that an Action's process may send. */
const answer = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({
    type: z.literal("console"),
    id: invocation,
    level: z.enum(["log", "info", "debug", "warn", "error", "trace", "dir"]),
    text,
    cut: z.boolean(),
  }),
  z.strictObject({
    type: z.literal("done"),
    id: invocation,
    error: z.strictObject(described).nullable(),
    notification: z.strictObject({ kind: z.enum(["retry", "drop"]), reason: text }).nullable(),
  }),
  z.strictObject({ type: z.literal("dying"), ...described }),
  z.strictObject({ type: z.literal("open"), tunnel, host: text }),
  z.strictObject({ type: z.literal("data"), tunnel, data: z.base64().max(70_000) }),
  z.strictObject({ type: z.literal("close"), tunnel }),
]);

export type AnswerFrame = z.infer<typeof answer>;

/** The frames that a process receives. */
export type CommandFrame =
  | { type: "load"; code: string; hosts: string[] }
  | { type: "run"; id: string; handler: string; event: unknown }
  | { type: "data"; tunnel: number; data: string }
  | { type: "close"; tunnel: number };

/** A longer line is not a frame: JSON needs at most six bytes per character of the longest text. */
const longestLine = 1_000_000;

/** One line of ASCII, so that the process can read it in pieces. */
export function commandLine(frame: CommandFrame): string {
  const ascii = JSON.stringify(frame).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${ascii}\n`;
}

/** Splits the output of a process into frames. */
export class FrameReader {
  readonly #decoder = new TextDecoder();
  #rest = "";

  /**
   * The frames that end in this chunk. Throws if something is not a frame; nothing after that can be trusted.
   */
  *read(chunk: Uint8Array): Generator<AnswerFrame> {
    this.#rest += this.#decoder.decode(chunk, { stream: true });
    const lines = this.#rest.split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) yield answer.parse(JSON.parse(line));
    if (this.#rest.length > longestLine) throw new Error("A frame is too long.");
  }
}
