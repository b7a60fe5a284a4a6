const Module = require("node:module");
const { lateDebugger, lateModule, lateTsNode } = require("./lateModule.cjs");

/**
 * Loaded first by the Node processes that the engine starts. Two thirds of the start of @pulumi/pulumi is
 * code that only serializes closures; that code is loaded when it is first used, which is never in a stack
 * without closures. The same holds for the compiler, for a policy pack that Node runs directly.
 */
const closuresOnly = ["typescript", "@npmcli/arborist", "normalize-package-data"];

/**
 * The program's types are stripped in place, so positions are right without source maps. The maps of the
 * SDK's own files cost a tenth of a run.
 */
const maps = ["source-map-support", "source-map-support/register"];

/** @type {Map<string, unknown>} */
const stands = new Map();
for (const name of closuresOnly) stands.set(name, lateModule(name));
for (const name of maps) stands.set(name, { install() {} });

/** The project's own, or the one that the SDK includes. */
const tsNode = /(^|[\\/]vendor[\\/])ts-node(@[\d.]+)?$/;
const v8Hooks = /(^|[\\/])v8Hooks$/;
const sdk = /[\\/]@pulumi[\\/]pulumi[\\/]/;

// Node's hooks for this (module.registerHooks) cost a tenth of the start themselves.
/** @type {any} */
const cjs = Module;
const load = cjs._load;
/** @type {unknown} */
let hooks;
/**
 * @param {string} name
 * @param {{ filename?: string } | undefined} parent
 * @param {unknown[]} rest
 */
cjs._load = function (name, parent, ...rest) {
  const original = () => load.call(this, name, parent, ...rest);
  if (!sdk.test(parent?.filename ?? "")) return original();
  if (tsNode.test(name)) return lateTsNode(original);
  if (v8Hooks.test(name)) return (hooks ??= lateDebugger(original));
  return stands.get(name) ?? original();
};

// The engine kills policy packs and plugins, which would never store what they have compiled.
setTimeout(() => Module.flushCompileCache?.(), 1000).unref();
