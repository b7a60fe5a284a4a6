"use strict";
// A connection that ends in the local tenant: its bytes go through the channel, so this process needs no
// network.

const { Duplex } = require("node:stream");
const { send } = require("./channel.cjs");
const { base64, bufferFrom, clearTimer, setTimer } = require("./primordials.cjs");

const bytesAFrame = 49_152;

/** Open tunnels by their number. @type {Map<number, Tunnel>} */
const tunnels = new Map();
let last = 0;

/** Looks like a socket to Node's http client and to fetch. */
class Tunnel extends Duplex {
  connecting = false;
  encrypted = true;
  authorized = true;
  #timeoutMs = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #number;

  /** @param {string} host */
  constructor(host) {
    super({ allowHalfOpen: false });
    last += 1;
    this.#number = last;
    tunnels.set(last, this);
    send({ __proto__: null, type: "open", tunnel: last, host });
  }

  /** @override */
  _read() {
    this.#active();
  }

  /**
   * @override
   * @param {Buffer} chunk
   * @param {BufferEncoding} _encoding
   * @param {() => void} done
   */
  _write(chunk, _encoding, done) {
    this.#active();
    for (let at = 0; at < chunk.length; at += bytesAFrame) {
      const data = base64(chunk, at, Math.min(at + bytesAFrame, chunk.length));
      send({ __proto__: null, type: "data", tunnel: this.#number, data });
    }
    done();
  }

  /**
   * @override
   * @param {Error | null} error
   * @param {(error: Error | null) => void} done
   */
  _destroy(error, done) {
    clearTimer(this.#timer);
    tunnels.delete(this.#number);
    send({ __proto__: null, type: "close", tunnel: this.#number });
    done(error);
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} [listener]
   */
  setTimeout(milliseconds, listener) {
    this.#timeoutMs = milliseconds;
    if (listener !== undefined) {
      if (milliseconds === 0) this.removeListener("timeout", listener);
      else this.once("timeout", listener);
    }
    this.#active();
    return this;
  }

  destroySoon() {
    this.end(() => this.destroy());
  }

  setKeepAlive() {
    return this;
  }

  setNoDelay() {
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  /** @param {string} data In base64. */
  receive(data) {
    this.#active();
    this.push(bufferFrom(data, "base64"));
  }

  #active() {
    clearTimer(this.#timer);
    if (this.#timeoutMs > 0) this.#timer = setTimer(() => this.emit("timeout"), this.#timeoutMs);
  }
}

/** @param {{ tunnel: number, data: string }} command */
function takeData({ tunnel, data }) {
  tunnels.get(tunnel)?.receive(data);
}

/** @param {{ tunnel: number }} command */
function takeClose({ tunnel }) {
  tunnels.get(tunnel)?.push(null);
}

module.exports = { Tunnel, takeData, takeClose };
