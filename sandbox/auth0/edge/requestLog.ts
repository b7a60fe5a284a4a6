export interface LoggedRequest {
  method: string;
  path: string;
  /** The response; null if a fault cut the connection or left it hanging. */
  status: number | null;
  ms: number;
}

/** The Management API calls of this run, in the order they arrived. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  begin(method: string, path: string): LoggedRequest {
    const entry: LoggedRequest = { method, path, status: null, ms: 0 };
    this.#entries.push(entry);
    return entry;
  }

  all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
