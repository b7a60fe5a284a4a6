"use strict";
// The built-ins that this folder uses, saved before the Action's code can replace any of them.

const { call } = Function.prototype;
/** @type {any} */
const bind = call.bind(Function.prototype.bind);

/**
 * A method as a function of its `this`. Later changes of the prototype do not affect it.
 * @param {Function} method
 */
const free = (method) => bind(call, method);

module.exports = {
  stringify: JSON.stringify,
  parse: JSON.parse,
  freeze: Object.freeze,
  keys: Object.keys,
  apply: Reflect.apply,
  now: Date.now,
  bufferFrom: Buffer.from,
  byteLength: Buffer.byteLength,
  defer: queueMicrotask,
  setTimer: setTimeout,
  clearTimer: clearTimeout,
  /** @type {(text: string, part: string) => number} */
  indexOf: free(String.prototype.indexOf),
  /** @type {(text: string, from: number, to?: number) => string} */
  slice: free(String.prototype.slice),
  /** @type {(buffer: Buffer, from: number, to: number) => string} */
  latin1: free(Buffer.prototype.latin1Slice),
  /** @type {(buffer: Buffer, from: number, to: number) => string} */
  base64: free(Buffer.prototype.base64Slice),
  free,
};
