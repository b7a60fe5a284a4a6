import type { Browser } from "playwright-core";

/** A browser that is restarted if it ends by itself, which happens under load. */
export class RestartedBrowser {
  readonly #launch: () => Promise<Browser>;
  readonly #signal: AbortSignal;
  #browser: Promise<Browser> | undefined;

  constructor(launch: () => Promise<Browser>, signal: AbortSignal) {
    this.#launch = launch;
    this.#signal = signal;
    signal.addEventListener("abort", () => void this.close(), { once: true });
  }

  /** The running browser. */
  async running(): Promise<Browser> {
    const last = this.#browser;
    const browser = await last?.catch(() => undefined);
    if (browser?.isConnected() === true) return browser;
    this.throwIfEnded();
    // Two callers may find it gone at the same time.
    if (this.#browser === undefined || this.#browser === last) this.#browser = this.#launch();
    return this.#browser;
  }

  /** @throws if the command itself was ended: then the browser's failure is not its own */
  throwIfEnded(): void {
    this.#signal.throwIfAborted();
  }

  async close(): Promise<void> {
    await (await this.#browser?.catch(() => undefined))?.close();
  }
}
