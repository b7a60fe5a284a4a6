import type { Browser } from "playwright-core";

/** A browser that is started again where it has ended by itself, as under load it may. */
export class RestartedBrowser {
  readonly #launch: () => Promise<Browser>;
  readonly #signal: AbortSignal;
  #browser: Promise<Browser> | undefined;

  constructor(launch: () => Promise<Browser>, signal: AbortSignal) {
    this.#launch = launch;
    this.#signal = signal;
    signal.addEventListener("abort", () => void this.close(), { once: true });
  }

  /** The browser, as it runs. */
  async running(): Promise<Browser> {
    const last = this.#browser;
    const browser = await last?.catch(() => undefined);
    if (browser?.isConnected() === true) return browser;
    this.throwIfEnded();
    // Two may find it gone at once.
    if (this.#browser === undefined || this.#browser === last) this.#browser = this.#launch();
    return this.#browser;
  }

  /** @throws where the command itself was ended: then no failure is the browser's own */
  throwIfEnded(): void {
    this.#signal.throwIfAborted();
  }

  async close(): Promise<void> {
    await (await this.#browser?.catch(() => undefined))?.close();
  }
}
