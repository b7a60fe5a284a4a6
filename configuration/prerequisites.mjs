// Loaded before a command, the program or the policy pack, so that a missing prerequisite does not end in a
// stack trace. It is JavaScript because an older Node can't read the TypeScript that follows.
import module from "node:module";
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

// The first versions with type stripping without a flag [nodejs.org/api/typescript.html].
const first = major === 23 ? "23.6" : "22.18";
const [firstMajor = 0, firstMinor = 0] = first.split(".").map(Number);
if (major < firstMajor || (major === firstMajor && minor < firstMinor))
  stop(
    `this project needs Node ${first} or later, and this is Node ${process.versions.node}`,
    "run npm ci, which installs the right one for npm run, or install Node 24",
  );

if (!isInstalled("zod")) stop("the packages are not installed", "npm ci");

// A local tenant needs more packages than a stack.
const isLocal = /[\\/](commands[\\/](demo|sandbox|rehearse)|dev[\\/]\w+)\.ts$/.test(process.argv[1] ?? "");
if (isLocal && !isInstalled("hono"))
  stop("the development packages are not installed", "npm ci, without --omit=dev");

// Compiling takes half of a start. This process and those that it starts do it once, not every time.
process.env["NODE_COMPILE_CACHE"] ??= fileURLToPath(new URL("../.sandbox/compile-cache", import.meta.url));
module.enableCompileCache();

/**
 * @param {string} why
 * @param {string} fix
 */
function stop(why, fix) {
  console.error(`Failed to start: ${why}. Fix: ${fix}.`);
  // To Pulumi's host, exit code 32 means that the program has already told the user, so it adds nothing.
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
