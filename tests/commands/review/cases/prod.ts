import type { ReviewVariant } from "./ReviewCase.ts";

const app = "https://app.example.com";

export const prod: ReviewVariant = {
  stack: "prod",
  phoneExperience: "unified",
  sender: "twilio",
  first: { name: "prod-first-up", verdict: "needs attention" },
  cases: [
    { name: "prod-no-change", verdict: "no change" },
    { name: "prod-not-protected", verdict: "needs attention", set: { protect: false } },
    {
      name: "prod-loopback",
      verdict: "weakens security",
      set: { callbackUrls: [app, "http://localhost:3000"] },
    },
    {
      name: "prod-policy-adaptive",
      verdict: "weakens security",
      set: { mfaPolicy: "adaptive", allowWeakening: true },
    },
    {
      name: "prod-application-left-out",
      verdict: "needs attention",
      set: { manage: ["sender", "messages", "factor", "policy"] },
    },
    {
      name: "prod-mfa-taken-out",
      verdict: "weakens security",
      edit: { file: "index.ts", from: 'new PhoneMfa("phone-mfa", { tenant, ...phone, protect });', to: "" },
    },
    { name: "prod-destroyed", verdict: "may lock users out", destroy: true },
  ],
};
