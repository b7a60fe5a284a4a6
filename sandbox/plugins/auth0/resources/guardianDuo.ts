import { fromApi } from "../../bridge/schema/wire.ts";
import { duo } from "./guardianFields.ts";
import { enablePlanned, membersOf, type Factor } from "./guardianFactor.ts";

/** Duo, which the local plugin only turns on and off, without its settings. */
export const duoFactor: Factor = {
  name: "duo",

  async update(change) {
    if (!(await enablePlanned(change, "duo", "duo"))) return;
    const names = Object.keys(membersOf(change.inputs["duo"])).filter((name) => name !== "enabled");
    if (names.length === 0) return;
    throw new Error(
      `the local auth0 plugin does not have Guardian.duo.${names.join(", ")}; install the official one`,
    );
  },

  read(_, enabled, state) {
    const kept = enabled ? membersOf(state["duo"]) : {};
    return Promise.resolve({ ...fromApi(duo, {}), ...kept, enabled });
  },
};
