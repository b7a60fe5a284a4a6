import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { ActionOutcome, ActionResult, NotificationWish } from "./action.ts";
import { longestSecret, shown } from "./mask.ts";
import type { Mask } from "./mask.ts";

/** [customize/actions/limitations] */
const consoleCharacters = 256;
const messageCharacters = 1024;
const nameCharacters = 128;
/** [customize/phone-messages/…/action-triggers-custom-phone-provider-api-object] */
const reasonCharacters = 1024;

interface Described {
  name: string;
  message: string;
}

/** One running call of an Action. Its id can't be guessed, and a response without it is ignored. */
export class Call {
  readonly id: string = randomUUID();
  readonly result: Promise<ActionResult>;
  readonly #mask: Mask;
  readonly #started = performance.now();
  readonly #console: ActionResult["console"] = [];
  readonly #resolve: (result: ActionResult) => void;
  #left = consoleCharacters;

  constructor(mask: Mask) {
    const { promise, resolve } = Promise.withResolvers<ActionResult>();
    this.result = promise;
    this.#resolve = resolve;
    this.#mask = mask;
  }

  /** Keeps a console line while there is room. A truncated text may end in part of a secret. */
  write(level: string, text: string, cut: boolean): void {
    if (this.#left === 0 || text === "") return;
    const kept = shown(cut ? this.#mask(text).slice(0, -longestSecret) : text, this.#mask, this.#left);
    this.#left -= kept.length;
    this.#console.push({ level, text: kept });
  }

  /** The first end counts. */
  end(outcome: ActionOutcome, error: Described | null, notification: NotificationWish | null = null): void {
    const mask = this.#mask;
    this.#resolve({
      outcome,
      error: error && {
        name: shown(error.name, mask, nameCharacters),
        message: shown(error.message, mask, messageCharacters),
      },
      notification: notification && {
        kind: notification.kind,
        reason: shown(notification.reason, mask, reasonCharacters),
      },
      console: this.#console,
      milliseconds: Math.round(performance.now() - this.#started),
    });
  }
}
