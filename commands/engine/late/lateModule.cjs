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
 * The SDK's connection to V8's debugger, which knows where a function comes from. It is opened for the first
 * closure; the SDK opens it at each start, which is a quarter of that.
 *
 * @param {() => any} real
 */
exports.lateDebugger = function lateDebugger(real) {
  /** @type {Promise<any> | undefined} */
  let session;
  const connected = async () => {
    const opened = await real().getSessionAsync();
    // V8 reports what is loaded already only when debugging is turned on, and the SDK listens after that.
    for (const method of ["Debugger.disable", "Debugger.enable"])
      await new Promise((done) => opened.post(method, done));
    return opened;
  };
  return {
    isInitializedAsync: () => Promise.resolve(),
    getSessionAsync: () => (session ??= connected()),
    getScriptUrl: (/** @type {string} */ id) => real().getScriptUrl(id),
  };
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
