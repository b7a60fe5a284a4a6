import type { Call } from "../../tenant/api/Call.ts";
import type { ManagementApi, TenantReader } from "../../tenant/api/ManagementApi.ts";

/**
 * Something that can't be done as the tenant stands. Its message is the end of "Failed to …: ", a whole
 * sentence or several.
 */
export class Refused extends Error {
  override readonly name = "Refused";
}

type Api = Pick<ManagementApi, "domain" | "get" | "request">;

/** Is told each write that succeeded, as in `phone factor turned on`. */
export type Tell = (written: string) => void;

/**
 * The tenant as one hook meets it. What decides about a write is read at that moment; only what no run
 * changes is read once.
 */
export class TenantCalls implements TenantReader {
  readonly domain: string;
  readonly #api: Api;
  readonly #purpose: string;
  readonly #tell: Tell | undefined;
  /** Tells what a reader should know before the write: whole sentences. */
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

  /** @throws CallFailure for every answer but a good one */
  get(path: string): Promise<unknown> {
    return this.#api.request({ method: "GET", path }, this.#purpose);
  }

  /**
   * For what is the same throughout a run: the settings of the tenant, and what was there before the run
   * began.
   */
  get throughoutRun(): TenantReader {
    return this.#api;
  }

  /**
   * @param written what it does, as in `phone factor turned on`
   * @throws CallFailure for every answer but a good one
   */
  async write(call: Call, written: string): Promise<void> {
    if (this.#tell === undefined) throw new Error(`A preview must not send ${call.method} ${call.path}.`);
    await this.#api.request(call, this.#purpose);
    this.#tell(written);
  }

  /** Tells of something that was done elsewhere than at the tenant. */
  note(done: string): void {
    if (this.#tell === undefined) throw new Error(`A preview must not do this: ${done}.`);
    this.#tell(done);
  }
}
