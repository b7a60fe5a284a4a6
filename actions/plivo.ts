import { readFileSync } from "node:fs";

/** The source of the Action, as Auth0 gets it. */
export const plivoActionCode = readFileSync(new URL("./plivo.cjs", import.meta.url), "utf8");
