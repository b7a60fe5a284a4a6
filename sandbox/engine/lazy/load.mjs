import { registerHooks } from "node:module";

/**
 * Preloaded into the Node processes that the engine starts: what @pulumi/pulumi loads at its start only to serialize closures, which
 * takes two thirds of that start, is loaded when it is first used. In a stack without closures that is never.
 */
const late = new Map([
  ["typescript", new URL("typescript.cjs", import.meta.url).href],
  ["@npmcli/arborist", new URL("arborist.cjs", import.meta.url).href],
  ["normalize-package-data", new URL("normalizePackageData.cjs", import.meta.url).href],
  // A sixth of a run's work, for the line numbers of the SDK's own stack traces.
  ["source-map-support", new URL("sourceMapSupport.cjs", import.meta.url).href],
]);

registerHooks({
  resolve(specifier, context, next) {
    const stand = late.get(specifier);
    if (stand === undefined || !context.parentURL?.includes("/@pulumi/pulumi/"))
      return next(specifier, context);
    return { url: stand, format: "commonjs", shortCircuit: true };
  },
});
