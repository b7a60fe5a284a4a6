// Pulumi loads a pack by require, which takes no TypeScript of ours; Node reads the rest as it is.
import "./pack.ts";
