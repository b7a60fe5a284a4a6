"use strict";
// Closes what Node's permission model leaves open: the network, signals to other processes, pipes by number,
// and access to this process's memory. The modules are modified in place, so every path to them leads to the
// modified version.

const asyncHooks = require("node:async_hooks");
const fs = require("node:fs");
const { builtinModules, syncBuiltinESMExports } = require("node:module");
const net = require("node:net");
const os = require("node:os");
const { Writable, Readable } = require("node:stream");
const v8 = require("node:v8");
const { send, end } = require("./channel.cjs");
const { callRefused, hostOf, useRefused } = require("./refusal.cjs");
const { apply, defer } = require("./primordials.cjs");

/**
 * @param {any} target
 * @param {string | symbol} key
 * @param {unknown} value
 */
function fix(target, key, value) {
  Object.defineProperty(target, key, { value, writable: false, configurable: false });
}

/**
 * Makes all functions of a module throw. A class's prototype leads back to the class, so that path is closed
 * too.
 * @param {string} name
 * @param {readonly string[]} [kept]
 */
function hollow(name, kept = []) {
  const exported = process.getBuiltinModule(name);
  for (const [key, value] of Object.entries(exported ?? {})) {
    if (typeof value !== "function" || kept.includes(key)) continue;
    /** @param {unknown[]} args */
    const refuse = function (...args) {
      throw callRefused(hostOf(args) ?? `${name}.${key}`);
    };
    // Some have two names.
    if (value.prototype?.constructor === value) fix(value.prototype, "constructor", refuse);
    fix(exported, key, refuse);
  }
}

/**
 * @param {any} target
 * @param {string} owner
 * @param {string[]} names
 */
function refuseUse(target, owner, names) {
  for (const name of names) {
    fix(target, name, () => {
      throw useRefused(`${owner}.${name}`);
    });
  }
}

function refuseNetwork() {
  const { Server, Socket } = net;
  /** @param {unknown[]} args */
  const refuse = (...args) => {
    throw callRefused(hostOf(args) ?? "a connection");
  };
  fix(Socket.prototype, "connect", refuse);
  fix(Server.prototype, "listen", refuse);
  fix(Server.prototype, "_listen2", refuse);
  hollow("net", ["isIP", "isIPv4", "isIPv6", "BlockList", "SocketAddress"]);
  for (const name of [
    "tls",
    "_tls_wrap",
    "_tls_common",
    "_stream_wrap",
    "dgram",
    "dns",
    "dns/promises",
    "http2",
  ]) {
    hollow(name);
  }
  // Its streams inherit from sockets.
  hollow("tty", ["isatty"]);
}

/** The permission model covers paths, but not file numbers, and the channel is one of those. */
function refuseNumberedFiles() {
  for (const target of [fs, fs.promises]) {
    for (const [name, original] of Object.entries(target)) {
      if (typeof original !== "function" || /^[A-Z]/.test(name)) continue;
      /** @this {unknown} @param {unknown[]} args */
      const guarded = function (...args) {
        if (typeof args[0] === "number") throw useRefused(`files by number (fs.${name})`);
        return apply(original, this, args);
      };
      fix(target, name, Object.assign(guarded, original));
    }
  }
}

function refuseProcesses() {
  refuseUse(process, "process", [
    "kill",
    "_kill",
    "_debugProcess",
    "_debugEnd",
    "_rawDebug",
    "_getActiveHandles",
    "_getActiveRequests",
    "setUncaughtExceptionCaptureCallback",
  ]);
  refuseUse(os, "os", ["setPriority"]);
}

/** A heap snapshot contains every string, and hooks receive the objects that calls wait for. */
function refuseInsight() {
  refuseUse(v8, "v8", [
    "getHeapSnapshot",
    "writeHeapSnapshot",
    "setHeapSnapshotNearHeapLimit",
    "queryObjects",
  ]);
  refuseUse(v8, "v8", ["setFlagsFromString"]);
  // A replaced getter would receive the buffers that the channel reads into.
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  for (const getter of ["buffer", "byteLength", "byteOffset", "length"]) {
    Object.defineProperty(typedArray, getter, { configurable: false });
  }
  refuseUse(asyncHooks, "async_hooks", ["createHook", "executionAsyncResource"]);
}

/**
 * An exit or an uncaught error ends the process, as usual, and reports why.
 * @param {(error: unknown) => { name: string, message: string }} describe
 */
function tellOfTheEnd(describe) {
  process.setUncaughtExceptionCaptureCallback((error) => {
    const { name, message } = describe(error);
    send({ __proto__: null, type: "dying", name, message });
    end();
  });
  fix(process, "reallyExit", () => {
    send({ __proto__: null, type: "dying", name: "Error", message: "The Action called process.exit." });
    end();
  });
}

/** Nobody reads these streams, and the real ones would be sockets. */
function silenceStreams() {
  for (const name of ["stdout", "stderr"]) {
    fix(
      process,
      name,
      new Writable({
        write: (_chunk, _encoding, done) => {
          done();
        },
      }),
    );
  }
  fix(process, "stdin", Readable.from([]));
}

function refuseGlobals() {
  for (const name of ["WebSocket", "EventSource"]) {
    /** @param {unknown[]} args */
    const refuse = function (...args) {
      throw callRefused(hostOf(args) ?? name);
    };
    fix(globalThis, name, refuse);
  }
}

/**
 * Node gives code on its command line a `require` and all its modules as globals; an Action has no such
 * globals.
 */
function removeGlobals() {
  for (const name of ["require", "exports", "__filename", "__dirname", ...builtinModules]) {
    if (!["console", "crypto", "process"].includes(name)) Reflect.deleteProperty(globalThis, name);
  }
}

/** @param {(error: unknown) => { name: string, message: string }} describe */
function refuseAll(describe) {
  silenceStreams();
  tellOfTheEnd(describe);
  refuseNetwork();
  refuseNumberedFiles();
  refuseProcesses();
  refuseInsight();
  refuseGlobals();
  syncBuiltinESMExports();
  // Node restores one of them when this program has started.
  defer(removeGlobals);
}

module.exports = { refuseAll };
