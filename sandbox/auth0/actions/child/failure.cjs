"use strict";
// Describes a thrown value. Its getters are the Action's code, so this always returns a text, whatever they
// do.

const { slice } = require("./primordials.cjs");

const longest = 8192;

/**
 * @param {() => unknown} read
 * @param {string} otherwise
 */
function textOf(read, otherwise) {
  try {
    return slice(`${read()}`, 0, longest);
  } catch {
    return otherwise;
  }
}

/** fetch gives the reason of a failure only in the cause, so this includes it. @param {any} thrown */
function describe(thrown) {
  const isObject = typeof thrown === "object" && thrown !== null;
  if (!isObject)
    return { name: "Error", message: textOf(() => thrown, "The Action threw a value that has no message.") };
  const name = textOf(() => thrown.name ?? "Error", "Error");
  const message = textOf(() => thrown.message ?? thrown, "The Action threw a value that has no message.");
  const cause = textOf(() => thrown.cause?.message ?? "", "");
  return { name, message: cause === "" ? message : `${message}: ${cause}` };
}

module.exports = { describe };
