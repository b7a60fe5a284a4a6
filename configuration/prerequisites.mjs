// Loaded before a command or the program, which would otherwise end with a stack trace. In JavaScript, since an
// older Node can't read the TypeScript that follows.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

// The first with type stripping that needs no flag [nodejs.org/api/typescript.html].
if (major < 22 || (major === 22 && minor < 18))
  stop(
    `this project needs Node 22.18 or later, and this is Node ${process.versions.node}`,
    "run npm ci, which installs the right one for npm run, or install Node 24",
  );

if (!isInstalled("zod")) stop("the packages are not installed", "npm ci");

// What runs a local tenant needs more than what runs a stack.
const isLocal = /[\\/](commands[\\/](demo|sandbox|rehearse)|dev[\\/]\w+)\.ts$/.test(process.argv[1] ?? "");
if (isLocal && !isInstalled("hono"))
  stop("the development packages are not installed", "npm ci, without --omit=dev");

/**
 * @param {string} why
 * @param {string} fix
 */
function stop(why, fix) {
  console.error(`Failed to start: ${why}. Fix: ${fix}.`);
  // Pulumi's host takes 32 for "the user has been told", and adds nothing.
  process.exit(/[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run\b/.test(process.argv[1] ?? "") ? 32 : 1);
}

/** @param {string} name */
function isInstalled(name) {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
