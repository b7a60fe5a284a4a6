const Module = require("node:module");
const { lateModule, lateTsNode } = require("./lateModule.cjs");

/**
 * Loaded first by the Node processes that the engine starts. What @pulumi/pulumi loads at its start only to
 * serialize closures, two thirds of that start, is loaded when it is first used: in a stack without closures
 * never. So is the compiler for a policy pack that Node runs without one.
 */
const closuresOnly = ["typescript", "@npmcli/arborist", "normalize-package-data"];

/**
 * The program's types are stripped in place, so its positions are right without maps; those of the SDK's own
 * files cost a tenth of a run.
 */
const maps = ["source-map-support", "source-map-support/register"];

/** @type {Map<string, unknown>} */
const stands = new Map();
for (const name of closuresOnly) stands.set(name, lateModule(name));
for (const name of maps) stands.set(name, { install() {} });

/** The project's own, or the one that the SDK brings along. */
const tsNode = /(^|[\\/]vendor[\\/])ts-node(@[\d.]+)?$/;
const sdk = /[\\/]@pulumi[\\/]pulumi[\\/]/;

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
  const original = () => load.call(this, name, parent, ...rest);
  const stand = stands.get(name) ?? (tsNode.test(name) ? lateTsNode(original) : undefined);
  return stand !== undefined && sdk.test(parent?.filename ?? "") ? stand : original();
};
