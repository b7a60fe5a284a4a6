import type { SenderName } from "../../senders/index.ts";

/** A tenant's phone experience and who sends on it. */
export interface SweepWorld {
  name: string;
  phoneExperience: "unified" | "legacy";
  sender: SenderName;
}

const experiences = ["unified", "legacy"] as const;
const senders = ["twilio", "plivo"] as const;

/** All that the program can declare. */
export const variants: readonly SweepWorld[] = experiences.flatMap((phoneExperience) =>
  senders.map((sender) => ({ name: `${phoneExperience}-${sender}`, phoneExperience, sender })),
);
