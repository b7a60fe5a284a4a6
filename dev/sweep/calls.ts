import { nameOfCall } from "../../commands/local/nameOfCall.ts";

/** A Management API call of a run, identified so that the same call can be found in another run. */
export interface CallName {
  /** As in `PUT /guardian/policies`, without ids. */
  what: string;
  /** Counted from 1 among calls of that name. */
  nth: number;
}

export const isWrite = ({ what }: Pick<CallName, "what">): boolean => !what.startsWith("GET ");

/** Counts calls by name. */
export class CallCounter {
  readonly #seen = new Map<string, number>();

  next(method: string, path: string): CallName {
    const what = nameOfCall(method, path);
    const nth = (this.#seen.get(what) ?? 0) + 1;
    this.#seen.set(what, nth);
    return { what, nth };
  }
}
