// Loaded before a command or the program: an older Node can't read the TypeScript that follows, and would end
// with a stack trace. Written in JavaScript for that reason.

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

// The first with type stripping that needs no flag [nodejs.org/api/typescript.html].
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Failed to start: this project needs Node 22.18 or later, and this is Node ${process.versions.node}. ` +
      "Fix: run npm ci, which installs the right one for npm run, or install Node 24.",
  );
  process.exit(1);
}
