const { createRequire } = require("node:module");
const { join } = require("node:path");

const load = (/** @type {string} */ name) => createRequire(join(process.cwd(), "package.json"))(name);

/**
 * A CommonJS module of the SDK that is loaded when it is first used.
 *
 * @param {string} name
 */
exports.lateModule = function lateModule(name) {
  /** @type {any} */
  let loaded;
  const real = () => (loaded ??= load(name));
  // A function, because a module may be one. TypeScript's helpers copy the flag that marks an ES module,
  // which would load it.
  return new Proxy(function () {}, {
    get: (_, key) => {
      if (key === "__esModule") return true;
      if (key === "default") return real().default ?? real();
      // The compiler's version is read before it is known whether anything needs to be compiled.
      if (key === "version") return loaded?.version ?? load(`${name}/package.json`).version;
      return real()[key];
    },
    has: (_, key) => key in real(),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
    construct: (_, args) => Reflect.construct(real(), args),
  });
};

/**
 * ts-node, which the SDK registers before each policy pack. It is loaded when the first TypeScript file is
 * required. Node itself reads a file that is imported.
 *
 * @param {() => any} real
 */
exports.lateTsNode = function lateTsNode(real) {
  const { _extensions: extensions } = /** @type {any} */ (require("node:module"));
  return {
    /** @param {unknown} options */
    register(options) {
      const own = [".ts", ".tsx"].map((extension) => [extension, extensions[extension]]);
      for (const [extension] of own)
        extensions[extension] = (/** @type {unknown[]} */ ...args) => {
          for (const [name, before] of own) {
            if (before === undefined) Reflect.deleteProperty(extensions, name);
            else extensions[name] = before;
          }
          real().register(options);
          return extensions[extension](...args);
        };
    },
  };
};
