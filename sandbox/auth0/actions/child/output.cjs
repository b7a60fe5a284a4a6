"use strict";
// The Action's console. Output belongs to the call that writes it and is sent at once, so a call that never
// ends has output too.

const { AsyncLocalStorage } = require("node:async_hooks");
const { format } = require("node:util");
const { send } = require("./channel.cjs");
const { free, slice } = require("./primordials.cjs");

/** @typedef {{ id: string, budget: number, done: boolean }} Writer */

/** The local tenant keeps 256 characters. More are sent because masking a secret can shorten a text. */
const budget = 65_536;
const costOfCall = 64;
/** @type {AsyncLocalStorage<Writer>} */
const storage = new AsyncLocalStorage();
const storeOf = free(AsyncLocalStorage.prototype.getStore);
const runWith = free(AsyncLocalStorage.prototype.run);

/** @param {string} level @param {unknown[]} values */
function write(level, values) {
  /** @type {Writer | undefined} */
  const writer = storeOf(storage);
  if (writer === undefined || writer.done || writer.budget <= 0) return;
  const whole = format(...values);
  const text = slice(whole, 0, writer.budget);
  writer.budget -= text.length + costOfCall;
  send({ __proto__: null, type: "console", id: writer.id, level, text, cut: text.length < whole.length });
}

function leadConsole() {
  for (const level of /** @type {const} */ (["log", "info", "debug", "warn", "error", "trace", "dir"])) {
    /** @param {unknown[]} values */
    console[level] = (...values) => {
      write(level, values);
    };
  }
}

/**
 * Calls `work` as the call with this id: output from it and everything it starts belongs to that call.
 * @param {string} id
 * @param {(writer: Writer) => Promise<void>} work
 */
function writingAs(id, work) {
  const writer = { id, budget, done: false };
  void runWith(storage, writer, work, writer);
}

module.exports = { leadConsole, writingAs };
