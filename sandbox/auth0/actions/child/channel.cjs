"use strict";
// The channel to the local tenant: two pipes with one line of JSON per frame. It uses plain reads and writes,
// because code in the same process could find and use a socket or Node's own IPC.

const { read, writeSync } = require("node:fs");
const {
  apply,
  bufferFrom,
  byteLength,
  indexOf,
  latin1,
  parse,
  slice,
  stringify,
} = require("./primordials.cjs");

const answersFd = 3;
const commandsFd = 4;
const chunkBytes = 65_536;
const { pid } = process;
// process.kill looks this up each time.
const { _kill: signal } = /** @type {any} */ (process);
const sigkill = 9;

/**
 * Frames have no prototype, so that no `toJSON` by the Action is called with them.
 * @param {{ __proto__: null, type: string, [key: string]: unknown }} frame
 */
function send(frame) {
  const text = `${stringify(frame)}\n`;
  try {
    // The pipe blocks, so a short write means that it is broken. This writes a string, because a buffer's
    // getters can be replaced.
    if (writeSync(answersFd, text) !== byteLength(text)) end();
  } catch {
    // Either the pipe is closed, and `listen` will end the process, or the Action set an `error` on
    // Object.prototype, which Node mistakes for an error of the completed write.
  }
}

/** Ends this process at once: a normal exit would wait for the read below. */
function end() {
  apply(signal, process, [pid, sigkill]);
}

/**
 * Calls `take` with each command. The process ends with the local tenant's.
 * @param {(command: any) => void} take
 */
function listen(take) {
  const chunk = bufferFrom(new ArrayBuffer(chunkBytes));
  let rest = "";
  const next = () => {
    read(commandsFd, chunk, 0, chunkBytes, null, (error, count) => {
      if (error || count === 0) {
        end();
        return;
      }
      // The local tenant writes ASCII only, so that no character is cut in two.
      rest += latin1(chunk, 0, count);
      for (let at = indexOf(rest, "\n"); at !== -1; at = indexOf(rest, "\n")) {
        const line = slice(rest, 0, at);
        rest = slice(rest, at + 1);
        take(parse(line));
      }
      next();
    });
  };
  next();
}

module.exports = { send, end, listen };
