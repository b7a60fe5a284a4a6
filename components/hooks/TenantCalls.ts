import type { Call } from "../../tenant/api/Call.ts";
import type { ManagementApi, TenantReader } from "../../tenant/api/ManagementApi.ts";

/**
 * Something that can't be done in the tenant's current state. Its message completes "Failed to …: " with one
 * or more whole sentences.
 */
export class Refused extends Error {
  override readonly name = "Refused";
}

type Api = Pick<ManagementApi, "domain" | "get" | "request">;

/** Called for each write that succeeded, as in `phone factor turned on`. */
export type Tell = (written: string) => void;

/**
 * The tenant for one hook. Values that decide about a write are read at that moment; only values that no run
 * changes are read once.
 */
export class TenantCalls implements TenantReader {
  readonly domain: string;
  readonly #api: Api;
  readonly #purpose: string;
  readonly #tell: Tell | undefined;
  /** Reports what a reader should know before the write, in whole sentences. */
  readonly warn: Tell;

  /**
   * @param purpose the end of "Failed to …"
   * @param log `tell` is `undefined` in a preview, which writes nothing
   */
  constructor(api: Api, purpose: string, { tell, warn }: { tell: Tell | undefined; warn: Tell }) {
    this.domain = api.domain;
    this.#api = api;
    this.#purpose = purpose;
    this.#tell = tell;
    this.warn = warn;
  }

  /** @throws CallFailure for every response that is not a success */
  get(path: string): Promise<unknown> {
    return this.#api.request({ method: "GET", path }, this.#purpose);
  }

  /**
   * For values that stay the same throughout a run: the tenant's settings, and what existed before the run
   * began.
   */
  get throughoutRun(): TenantReader {
    return this.#api;
  }

  /**
   * @param written what it does, as in `phone factor turned on`
   * @throws CallFailure for every response that is not a success
   */
  async write(call: Call, written: string): Promise<void> {
    if (this.#tell === undefined) throw new Error(`A preview must not send ${call.method} ${call.path}.`);
    await this.#api.request(call, this.#purpose);
    this.#tell(written);
  }

  /** Reports something that was done outside the tenant. */
  note(done: string): void {
    if (this.#tell === undefined) throw new Error(`A preview must not do this: ${done}.`);
    this.#tell(done);
  }
}
