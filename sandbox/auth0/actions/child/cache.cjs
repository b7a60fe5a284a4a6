"use strict";
// api.cache, in this process's memory. It is lost when the process ends, which Auth0 allows too
// [explore-triggers/…/send-phone-message-api-object, customize/actions/limitations].

const { byteLength, now } = require("./primordials.cjs");

const limits = { entries: 20, keyBytes: 64, valueBytes: 4096, allBytes: 8192, lifetimeMs: 86_400_000 };
const usualLifetimeMs = 900_000;

/** @type {Map<string, { value: string, expires_at: number }>} */
const records = new Map();

function forgetExpired() {
  for (const [key, { expires_at }] of records) if (expires_at <= now()) records.delete(key);
}

/** @param {string} key @param {string} value */
function tooMuch(key, value) {
  let entries = 1;
  let bytes = byteLength(key) + byteLength(value);
  for (const [other, record] of records) {
    if (other === key) continue;
    entries += 1;
    bytes += byteLength(other) + byteLength(record.value);
  }
  return (
    byteLength(key) > limits.keyBytes ||
    byteLength(value) > limits.valueBytes ||
    entries > limits.entries ||
    bytes > limits.allBytes
  );
}

/**
 * @param {{ ttl?: number, expires_at?: number }} options Milliseconds, and milliseconds since 1970; the
 * earlier counts.
 */
function expiry({ ttl, expires_at }) {
  const asked = Math.min(ttl === undefined ? Infinity : now() + ttl, expires_at ?? Infinity);
  return Math.min(asked === Infinity ? now() + usualLifetimeMs : asked, now() + limits.lifetimeMs);
}

const cache = {
  /** @param {string} key */
  get(key) {
    forgetExpired();
    const record = records.get(key);
    return record && { ...record };
  },
  /** @param {string} key @param {string} value @param {{ ttl?: number, expires_at?: number }} [options] */
  set(key, value, options = {}) {
    forgetExpired();
    // Auth0's codes are not documented.
    if (typeof key !== "string" || typeof value !== "string") return { type: "error", code: "invalid_value" };
    if (tooMuch(key, value)) return { type: "error", code: "limit_exceeded" };
    const record = { value, expires_at: expiry(options) };
    records.set(key, record);
    return { type: "success", record: { ...record } };
  },
  /** @param {string} key */
  delete(key) {
    forgetExpired();
    return records.delete(key) ? { type: "success" } : { type: "error", code: "not_found" };
  },
};

module.exports = { cache };
