const Module = require("node:module");
const { lateModule } = require("./lateModule.cjs");

/**
 * Loaded first by the Node processes that the engine starts. What @pulumi/pulumi loads at its start only to serialize
 * closures, two thirds of that start, is loaded when it is first used: in a stack without closures never.
 */
const closuresOnly = ["typescript", "@npmcli/arborist", "normalize-package-data"];

/** The program's types are stripped in place, so its positions are right without maps; those of the SDK's own files cost a tenth of a run. */
const maps = ["source-map-support", "source-map-support/register"];

/** @type {Map<string, unknown>} */
const stands = new Map();
for (const name of closuresOnly) stands.set(name, lateModule(name));
for (const name of maps) stands.set(name, { install() {} });

// Node has hooks for this (module.registerHooks), which take a tenth of the start by themselves.
/** @type {any} */
const cjs = Module;
const load = cjs._load;
/**
 * @param {string} name
 * @param {{ filename?: string } | undefined} parent
 * @param {unknown[]} rest
 */
cjs._load = function (name, parent, ...rest) {
  const isSdk = stands.has(name) && /[\\/]@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? "");
  return isSdk ? stands.get(name) : load.call(this, name, parent, ...rest);
};
