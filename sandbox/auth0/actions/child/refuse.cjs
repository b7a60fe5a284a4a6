"use strict";
// Closes what Node's permission model leaves open: the network, signals to other processes, pipes by their
// number, and ways to look into this process's memory. The modules are changed in place, so that every way to
// one finds it changed.

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
 * Lets a module refuse all it can do. A class's prototype leads back to the class, so that way is closed too.
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
    // Some go by two names.
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

/** Paths are the permission model's; what it lets pass is a number, and the channel is one. */
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

/** A heap snapshot holds every string; hooks are handed the objects that calls wait for. */
function refuseInsight() {
  refuseUse(v8, "v8", [
    "getHeapSnapshot",
    "writeHeapSnapshot",
    "setHeapSnapshotNearHeapLimit",
    "queryObjects",
  ]);
  refuseUse(v8, "v8", ["setFlagsFromString"]);
  // A replaced getter would be handed the buffers that the channel reads into.
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
  for (const getter of ["buffer", "byteLength", "byteOffset", "length"]) {
    Object.defineProperty(typedArray, getter, { configurable: false });
  }
  refuseUse(asyncHooks, "async_hooks", ["createHook", "executionAsyncResource"]);
}

/**
 * An exit and an uncaught error end the process, as they would, and tell why.
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

/** Nobody reads these, and the real ones would be sockets. */
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
 * Node gives code from its command line a `require` and all its modules as globals; an Action has no such
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
  // Node puts one of them back when this program has begun.
  defer(removeGlobals);
}

module.exports = { refuseAll };
