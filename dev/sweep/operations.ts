import type { Variant } from "./variants.ts";

/** A change that somebody makes to a stack. */
export interface Operation {
  name: string;
  /** The operation at whose end it starts; none starts on a tenant that the stack knows nothing of. */
  from?: string;
  command: "up" | "destroy";
  /** The project's own configuration for it, by key, beyond what the variant says. */
  settings(variant: Variant): Readonly<Record<string, unknown>>;
  /** Gives the sender another token. */
  newToken?: true;
  /** Somebody has set phone MFA up by hand before, with Twilio and another of its tokens. */
  byHand?: true;
  /** The tenant's MFA policy that it asks for. */
  policy: "always" | "never";
  /** Only with this sender. */
  only?: Variant["sender"];
}

const unchanged = () => ({});

export const operations: readonly Operation[] = [
  { name: "first-up", command: "up", settings: unchanged, policy: "always" },
  { name: "take-over", command: "up", settings: unchanged, byHand: true, policy: "always" },
  {
    name: "switch",
    from: "first-up",
    command: "up",
    settings: ({ sender }) => ({ sender: sender === "twilio" ? "plivo" : "twilio" }),
    policy: "always",
  },
  {
    name: "policy-down",
    from: "first-up",
    command: "up",
    settings: () => ({ mfaPolicy: "never" }),
    policy: "never",
  },
  { name: "policy-up", from: "policy-down", command: "up", settings: unchanged, policy: "always" },
  // Plivo has no voice (docs/decisions/0006).
  {
    name: "delivery-wider",
    from: "first-up",
    command: "up",
    settings: () => ({ delivery: ["sms", "voice"] }),
    policy: "always",
    only: "twilio",
  },
  {
    name: "delivery-narrower",
    from: "delivery-wider",
    command: "up",
    settings: unchanged,
    policy: "always",
    only: "twilio",
  },
  {
    name: "delivery-other",
    from: "first-up",
    command: "up",
    settings: () => ({ delivery: ["voice"] }),
    policy: "always",
    only: "twilio",
  },
  { name: "token", from: "first-up", command: "up", settings: unchanged, newToken: true, policy: "always" },
  { name: "destroy", from: "first-up", command: "destroy", settings: unchanged, policy: "never" },
];

/** What can be done in a variant. */
export const operationsIn = (variant: Variant): Operation[] =>
  operations.filter(({ only }) => only === undefined || only === variant.sender);
