import type { RiskRule, Plan } from "./RiskRule.ts";
import { on, onIf } from "./RiskRule.ts";

const verdict = "weakens security";
const silent = { promise: "no silent weakening" } as const;

const isProduction = ({ stack }: Plan): boolean => stack === "prod";

/** What makes it easier to get in, or to get at a code. */
export const weakening: readonly RiskRule[] = [
  {
    id: "policy-lowered",
    verdict,
    source: { rule: "policy-not-lowered" },
    means: "A password alone gets in where a code was asked for.",
    found: on("policy-lowered"),
  },
  {
    id: "factor-off",
    verdict,
    source: silent,
    means: "Nobody can use a phone as a second factor; enrolled phones stay unused.",
    found: on("factor-off"),
  },
  {
    id: "other-factor-off",
    verdict,
    source: silent,
    means: "Who enrolled that factor can't use it any more.",
    found: on("other-factor-off"),
  },
  {
    id: "guardian-deleted",
    verdict,
    source: silent,
    means: "Auth0's provider turns off the policy and every factor of the tenant.",
    found: on("guardian-deleted"),
  },
  {
    id: "own-setting-ignored",
    verdict,
    source: silent,
    means: "Whoever changes it in the dashboard is not noticed, and no `up` brings it back.",
    found: on("own-setting-ignored"),
  },
  {
    id: "setting-taken-over",
    verdict,
    source: silent,
    means: "What others set there, the next `up` may turn off.",
    found: on("setting-taken-over"),
  },
  {
    id: "retain-dropped",
    verdict,
    source: silent,
    means: "Dropped from the stack, it is deleted by the provider, with all that hangs on it.",
    found: on("retain-dropped"),
  },
  {
    id: "wildcard-added",
    verdict,
    source: { rule: "no-wildcards" },
    means: "Any host that matches can receive users' codes.",
    found: on("wildcard-added"),
  },
  {
    id: "insecure-url-added",
    verdict,
    source: { rule: "https-urls" },
    means: "Whoever is on the way can take users' codes.",
    found: on("insecure-url-added"),
  },
  {
    id: "loopback-in-production",
    verdict,
    source: { rule: "no-loopback-in-production" },
    means: "Any program on a user's own machine can take the code.",
    found: onIf(isProduction, "loopback-added", "loopback-set"),
  },
  {
    id: "client-weaker",
    verdict,
    source: silent,
    means: "A stolen token or a guessed password goes further than before.",
    found: on("client-weaker"),
  },
  {
    id: "number-released",
    verdict,
    source: { rule: "no-purchases" },
    means: "Whoever gets the number next is taken for you by your users.",
    found: on("number-released", "number-replaced"),
  },
];
