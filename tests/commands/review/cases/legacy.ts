import { secondPlivoToken } from "../../../../senders/plivo/local.ts";
import { secondTwilioToken } from "../../../../senders/twilio/local.ts";
import { moveToExistingService } from "./moveToExistingService.ts";
import type { ReviewVariant } from "./ReviewCase.ts";

export const legacyTwilio: ReviewVariant = {
  stack: "dev",
  phoneExperience: "legacy",
  sender: "twilio",
  first: { name: "legacy-first-up", verdict: "needs attention" },
  cases: [
    { name: "legacy-no-change", verdict: "no change" },
    {
      name: "legacy-policy-never",
      verdict: "weakens security",
      set: { mfaPolicy: "never", allowWeakening: true },
    },
    { name: "legacy-to-plivo", verdict: "needs attention", set: { sender: "plivo" } },
    { name: "legacy-both-ways", verdict: "needs attention", set: { delivery: ["sms", "voice"] } },
    { name: "legacy-message", verdict: "safe", set: { enrollmentMessage: "{{code}} enrolls you" } },
    {
      name: "legacy-twilio-token",
      verdict: "needs attention",
      secrets: async ({ description }) => ({ "twilio:authToken": await secondTwilioToken(description) }),
    },
    {
      name: "legacy-messaging-service",
      verdict: "needs attention",
      setFrom: moveToExistingService,
    },
    { name: "legacy-mfa-left-out", verdict: "safe", set: { manage: ["application"] } },
    {
      name: "legacy-factor-left-out",
      verdict: "safe",
      set: { manage: ["application", "policy"] },
    },
  ],
};

export const legacyPlivo: ReviewVariant = {
  stack: "dev",
  phoneExperience: "legacy",
  sender: "plivo",
  first: { name: "legacy-plivo-first-up", verdict: "needs attention" },
  cases: [
    { name: "legacy-plivo-no-change", verdict: "no change" },
    { name: "legacy-plivo-to-twilio", verdict: "needs attention", set: { sender: "twilio" } },
    {
      name: "legacy-plivo-token",
      verdict: "needs attention",
      secrets: async ({ description }) => ({ "plivo:authToken": await secondPlivoToken(description) }),
    },
    {
      name: "legacy-plivo-not-bound",
      verdict: "may lock users out",
      edit: {
        file: "components/PhoneMfa.ts",
        from: "[this.bindAction(action)]",
        to: "[action]",
      },
    },
  ],
};
