// Pulumi loads a pack with require, which can't load this project's TypeScript; Node loads the rest directly.
import "./pack.ts";
