"use strict";
// Loads the Action once, and calls its handlers.

const { isBuiltin } = require("node:module");
const { compileFunction, constants } = require("node:vm");
const { cache } = require("./cache.cjs");
const { send } = require("./channel.cjs");
const { describe } = require("./failure.cjs");
const { writingAs } = require("./output.cjs");
const { freeze, keys, slice } = require("./primordials.cjs");

/** @typedef {{ id: string, handler: string, event: any }} Command */
/** @typedef {{ kind: string, reason: string } | null} Wish */

/** [customize/phone-messages/…/action-triggers-custom-phone-provider-api-object] */
const reasonCharacters = 1024;
const { getBuiltinModule } = process;
let code = "";
/** Kept after the first call, as in Auth0. @type {Record<string, unknown> | undefined} */
let handlers;

/** @param {string} source */
function setCode(source) {
  code = source;
}

/** @param {string} name */
function requireBuiltin(name) {
  if (isBuiltin(name)) return getBuiltinModule(name);
  const message = `Cannot find module '${name}'. The local tenant gives Actions only Node's own modules.`;
  throw Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
}

function load() {
  if (handlers !== undefined) return handlers;
  const run = compileFunction(code, ["exports", "require", "module"], {
    filename: "action.js",
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  /** @type {{ exports: any }} */
  const module = { exports: {} };
  run(module.exports, requireBuiltin, module);
  handlers = module.exports;
  return module.exports;
}

/** @param {any} value @returns {any} */
function deepFrozen(value) {
  if (typeof value !== "object" || value === null) return value;
  for (const key of keys(value)) deepFrozen(value[key]);
  return freeze(value);
}

/** @param {{ wish: Wish }} call */
function apiOf(call) {
  /** @param {string} kind @returns {(reason: unknown) => void} */
  const wishFor = (kind) => (reason) => {
    call.wish = { kind, reason: slice(`${reason}`, 0, reasonCharacters) };
  };
  return { cache, notification: { retry: wishFor("retry"), drop: wishFor("drop") } };
}

/** @param {Command} command @param {{ wish: Wish }} call */
async function callHandler({ handler, event }, call) {
  const found = load()?.[handler];
  if (typeof found !== "function") throw new Error(`The Action exports no function ${handler}.`);
  const { notification, ...rest } = apiOf(call);
  await found(
    deepFrozen(event),
    handler === "onExecuteCustomPhoneProvider" ? { ...rest, notification } : rest,
  );
}

/** @param {Command} command */
function invoke(command) {
  writingAs(command.id, async (writer) => {
    const call = { wish: /** @type {Wish} */ (null) };
    let error = null;
    try {
      await callHandler(command, call);
    } catch (thrown) {
      error = { __proto__: null, ...describe(thrown) };
    }
    writer.done = true;
    const wish = call.wish && { __proto__: null, ...call.wish };
    send({ __proto__: null, type: "done", id: command.id, error, notification: wish });
  });
}

module.exports = { setCode, invoke };
