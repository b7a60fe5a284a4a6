import type { Snapshot } from "../../inspection/snapshot.ts";
import { readSnapshot } from "../../inspection/snapshot.ts";
import { compare, compareSets } from "../Comparison.ts";
import type { Part } from "./Part.ts";

/** The phone factor, which Auth0 calls `sms`. */
export const factor: Part<Pick<Snapshot, "factors" | "messageTypes">> = {
  read: (api) => readSnapshot(api, ["factors", "messageTypes"]),

  compare({ settings }, { factors, messageTypes }) {
    const isOn = factors.some(({ name, enabled }) => name === "sms" && enabled);
    return [
      compare("factor", "phone factor", "on", isOn ? "on" : "off", { note: "no user can enrol a phone" }),
      compareSets("factor", "delivery", settings.delivery, messageTypes),
    ];
  },
};
