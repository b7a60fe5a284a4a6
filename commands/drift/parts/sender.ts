import type { Snapshot } from "../../../tenant/readers/snapshot.ts";
import { compareLegacySender, readLegacy } from "./legacySender.ts";
import type { Part } from "./Part.ts";
import { compareUnifiedSender, readUnified } from "./unifiedSender.ts";

type Found = Partial<Snapshot>;

/**
 * The sender: the phone provider of a unified tenant or the factor's provider of a legacy one, and the Action
 * that sends.
 */
export const sender: Part<Found> = {
  read: (api, declared) =>
    declared.settings.phoneExperience === "unified" ? readUnified(api, declared) : readLegacy(api, declared),
  compare: (declared, found, clockSkew) =>
    declared.settings.phoneExperience === "unified"
      ? compareUnifiedSender(declared, found, clockSkew)
      : compareLegacySender(declared, found, clockSkew),
};
