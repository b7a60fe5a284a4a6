import { senderNames } from "../../senders/index.ts";
import type { SenderName } from "../../senders/index.ts";

/** A tenant's phone experience and its sender. */
export interface Variant {
  name: string;
  phoneExperience: "unified" | "legacy";
  sender: SenderName;
}

const experiences = ["unified", "legacy"] as const;

/** Everything that the program can declare. */
export const variants: readonly Variant[] = experiences.flatMap((phoneExperience) =>
  senderNames.map((sender) => ({ name: `${phoneExperience}-${sender}`, phoneExperience, sender })),
);
