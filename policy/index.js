// Pulumi loads a pack with require, which can't load this project's TypeScript; Node loads it when a module of
// its own imports it. An older Node can't, which is reported first.
import "../configuration/prerequisites.mjs";
import { createRequire } from "node:module";

createRequire(import.meta.url)("./load.js");
