import type { Properties } from "./schema/value.ts";

/** An error response of the API, in the official provider's words. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, error: string, message: string) {
    super(`${status} ${error}: ${message}`);
    this.name = "ApiError";
    this.status = status;
  }
}

/** Several steps failed and all were tried. The text is that of the official provider's list of errors. */
export class ListedErrors extends Error {
  constructor(messages: readonly string[]) {
    super(listErrors(messages));
    this.name = "ListedErrors";
  }
}

/** A create or an update that failed halfway: the engine keeps these properties and the reasons. */
export class InitializationError extends Error {
  readonly id: string;
  readonly properties: Properties;

  constructor(id: string, properties: Properties, reason: string) {
    super(reason);
    this.name = "InitializationError";
    this.id = id;
    this.properties = properties;
  }
}

/** A data source got invalid arguments: the engine shows each reason. */
export class InvalidArguments extends Error {
  readonly failures: string[];

  constructor(failures: string[]) {
    super(failures.join("; "));
    this.name = "InvalidArguments";
    this.failures = failures;
  }
}

/** The wording of Go's multierror, which users of the official provider know. */
export function listErrors(messages: readonly string[]): string {
  const noun = messages.length === 1 ? "error" : "errors";
  return `${messages.length} ${noun} occurred:\n${messages.map((message) => `\t* ${message}\n`).join("")}\n`;
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
