"use strict";
// What is told of a thrown value. Its getters are the Action's code: whatever they do, a text comes out.

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

/**
 * fetch says why it failed in the cause alone, so the cause is told too.
 * @param {any} thrown
 */
function describe(thrown) {
  const isObject = typeof thrown === "object" && thrown !== null;
  if (!isObject)
    return { name: "Error", message: textOf(() => thrown, "The Action threw a value without a text.") };
  const name = textOf(() => thrown.name ?? "Error", "Error");
  const message = textOf(() => thrown.message ?? thrown, "The Action threw a value without a text.");
  const cause = textOf(() => thrown.cause?.message ?? "", "");
  return { name, message: cause === "" ? message : `${message}: ${cause}` };
}

module.exports = { describe };
