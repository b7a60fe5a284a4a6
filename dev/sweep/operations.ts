import type { Variant } from "./variants.ts";

const appUrl = "http://localhost:3000";
const adminUrl = "https://admin.example.com";

/** The URLs of the applications that operations declare. No other URL may be allowed at any moment. */
export const applicationUrls: readonly string[] = [appUrl, adminUrl];

/** A change that somebody makes to a stack. */
export interface Operation {
  name: string;
  /** The operation after which it starts; none if the tenant is unknown to the stack. */
  from?: string;
  command: "up" | "destroy";
  /** The project's own configuration for it, by key, in addition to the variant's. */
  settings(variant: Variant): Readonly<Record<string, unknown>>;
  /** Gives the sender another token. */
  newToken?: true;
  /** Rotates the secret with which the stack authenticates to Auth0, and sets the new one. */
  newSecret?: true;
  /** Phone MFA was set up by hand before, with Twilio and another of its tokens. */
  byHand?: true;
  /** Somebody added an Action to the login flow before that requires MFA, regardless of the policy. */
  mfaAction?: true;
  /** Other factors that it may turn on or off. */
  factors?: readonly string[];
  /** The MFA policy that it sets. */
  policy: "always" | "never";
  /** Only with this sender. */
  only?: Variant["sender"];
}

const unchanged = () => ({});

/** Two applications, one of them described by the keys outside `applications`. */
const twoApplications = () => ({
  appName: undefined,
  callbackUrls: undefined,
  logoutUrls: undefined,
  webOrigins: undefined,
  applications: {
    spa: { appName: "Twilio MFA Test", callbackUrls: [appUrl], logoutUrls: [appUrl], webOrigins: [appUrl] },
    admin: { appName: "Admin", callbackUrls: [adminUrl] },
  },
});

const otherSender = ({ sender }: Variant): string => (sender === "twilio" ? "plivo" : "twilio");

export const operations: readonly Operation[] = [
  { name: "first-up", command: "up", settings: unchanged, policy: "always" },
  { name: "take-over", command: "up", settings: unchanged, byHand: true, policy: "always" },
  {
    name: "switch",
    from: "first-up",
    command: "up",
    settings: (variant) => ({ sender: otherSender(variant) }),
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
  // Plivo does not support voice (docs/decisions/0006).
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
  {
    name: "rotation",
    from: "first-up",
    command: "up",
    settings: unchanged,
    newToken: true,
    newSecret: true,
    policy: "always",
  },
  { name: "applications", from: "first-up", command: "up", settings: twoApplications, policy: "always" },
  { name: "application-gone", from: "applications", command: "up", settings: unchanged, policy: "always" },
  {
    name: "other-factors",
    from: "first-up",
    command: "up",
    settings: () => ({ otherFactors: { "recovery-code": true, "webauthn-roaming": true, email: true } }),
    factors: ["recovery-code", "webauthn-roaming", "email"],
    policy: "always",
  },
  // One factor is turned off, and one is no longer managed.
  {
    name: "other-factors-off",
    from: "other-factors",
    command: "up",
    settings: () => ({ otherFactors: { "recovery-code": false, email: true } }),
    factors: ["recovery-code", "email"],
    policy: "always",
  },
  {
    name: "switch-under-action",
    from: "policy-down",
    command: "up",
    settings: (variant) => ({ mfaPolicy: "never", sender: otherSender(variant) }),
    mfaAction: true,
    policy: "never",
  },
  { name: "destroy", from: "first-up", command: "destroy", settings: unchanged, policy: "never" },
];

/** The operations that are possible in a variant. */
export const operationsIn = (variant: Variant): Operation[] =>
  operations.filter(({ only }) => only === undefined || only === variant.sender);
