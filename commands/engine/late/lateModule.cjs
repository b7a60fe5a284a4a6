const { createRequire } = require("node:module");
const { join } = require("node:path");

/**
 * A CommonJS module of the SDK's that is loaded when somebody first looks into it.
 *
 * @param {string} name
 */
exports.lateModule = function lateModule(name) {
  /** @type {any} */
  let loaded;
  const real = () => (loaded ??= createRequire(join(process.cwd(), "package.json"))(name));
  // A function, since a module may be one. TypeScript's helpers copy what says that it is no ES module, and would load it.
  return new Proxy(function () {}, {
    get: (_, key) =>
      key === "__esModule" ? true : key === "default" ? (real().default ?? real()) : real()[key],
    has: (_, key) => key in real(),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
};
