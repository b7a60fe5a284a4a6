import { sandboxApi } from "../../../../commands/local/localTenant.ts";
import { heldNumbers } from "../../../../senders/heldNumbers.ts";
import { secondPlivoToken } from "../../../../senders/plivo/local.ts";
import type { ReviewVariant } from "./ReviewCase.ts";

export const unifiedPlivo: ReviewVariant = {
  stack: "dev",
  phoneExperience: "unified",
  sender: "plivo",
  first: { name: "plivo-first-up", verdict: "needs attention" },
  cases: [
    { name: "plivo-no-change", verdict: "no change" },
    { name: "plivo-to-twilio", verdict: "needs attention", set: { sender: "twilio" } },
    {
      name: "plivo-token",
      verdict: "needs attention",
      secrets: async ({ description }) => ({ "plivo:authToken": await secondPlivoToken(description) }),
    },
    {
      name: "plivo-wrong-token",
      verdict: "stopped",
      secrets: () => Promise.resolve({ "plivo:authToken": "0".repeat(40) }),
    },
    {
      name: "plivo-number",
      verdict: "needs attention",
      setFrom: async ({ description }) => {
        const numbers = heldNumbers([description.plivo.from, "+14155550123"]);
        await sandboxApi(description)("PATCH", "/carriers/plivo", { numbers });
        return { plivoFrom: "+14155550123" };
      },
    },
    { name: "plivo-wrong-number", verdict: "stopped", set: { plivoFrom: "+14155550111" } },
    {
      name: "plivo-code",
      verdict: "needs attention",
      edit: {
        file: "senders/plivo/action.cjs",
        from: "const TIME_LIMIT_MS = 10_000;",
        to: 'const TIME_LIMIT_MS = 15_000;\n\n// ``` </details> @all\nconst key = "c29tZSBrZXkgb2Ygc29tZWJvZHkncw0123456789";',
      },
    },
    {
      name: "plivo-code-and-policy",
      verdict: "weakens security",
      set: { mfaPolicy: "never", allowWeakening: true },
      edit: {
        file: "senders/plivo/action.cjs",
        from: "const TIME_LIMIT_MS = 10_000;",
        to: "const TIME_LIMIT_MS = 15_000;",
      },
    },
    {
      name: "plivo-action-not-deployed",
      verdict: "may lock users out",
      edit: { file: "senders/action.ts", from: "deploy: true,", to: "deploy: false as true," },
    },
    {
      name: "plivo-runtime",
      verdict: "needs attention",
      edit: { file: "senders/action.ts", from: 'runtime = "node22"', to: 'runtime = "node18"' },
    },
    { name: "plivo-destroyed", verdict: "may lock users out", destroy: true },
  ],
};
