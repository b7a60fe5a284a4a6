import { losesFactor } from "./lockOut.ts";
import type { RiskRule, Plan } from "./RiskRule.ts";
import { on, onIf } from "./RiskRule.ts";

const verdict = "weakens security";
const silent = { promise: "no silent weakening" } as const;

const isProduction = ({ stack }: Plan): boolean => stack === "prod";

/** What makes it easier to sign in, or to obtain a code. */
export const weakening: readonly RiskRule[] = [
  {
    id: "policy-lowered",
    verdict,
    source: { rule: "policy-not-lowered", also: ["policy-not-removed", "always-in-production"] },
    means: "A password alone is enough, unless an Action requires MFA.",
    found: on("policy-lowered"),
  },
  {
    id: "policy-adaptive",
    verdict,
    source: { rule: "policy-not-lowered", also: ["always-in-production"] },
    means: "A password alone is enough unless Auth0 considers the sign-in a risk or an Action requires MFA.",
    found: on("policy-adaptive"),
  },
  {
    id: "factor-off",
    verdict,
    source: silent,
    means: "Nobody can use a phone as a second factor, not even an enrolled one.",
    found: onIf((plan) => !losesFactor(plan), "factor-off"),
  },
  {
    id: "other-factor-off",
    verdict,
    source: silent,
    means:
      "Users who enrolled only this factor must enroll another one at their next sign-in that requires MFA. Users who also enrolled a phone use the phone.",
    found: on("other-factor-off", "unmanaged-factor-off"),
  },
  {
    id: "guardian-deleted",
    verdict,
    source: silent,
    means: "Auth0's provider turns off everything when it deletes a Guardian.",
    found: on("guardian-deleted"),
  },
  {
    id: "own-setting-ignored",
    verdict,
    source: silent,
    means: "A change in the dashboard goes unnoticed, and no update reverts it.",
    found: on("own-setting-ignored"),
  },
  {
    id: "setting-taken-over",
    verdict,
    source: silent,
    means: "The next update may turn off what others set there.",
    found: on("setting-taken-over"),
  },
  {
    id: "retain-dropped",
    verdict,
    source: silent,
    means:
      "Once the stack no longer declares the resource, Auth0's provider deletes it on the tenant. To delete a Guardian, it turns off every factor.",
    found: on("retain-dropped"),
  },
  {
    id: "public-wildcard-added",
    verdict,
    source: { rule: "no-wildcards" },
    means:
      "Anybody can register a host there. If it matches, users or their authorization codes can be sent to it.",
    found: on("public-wildcard-added"),
  },
  {
    id: "wildcard-added",
    verdict,
    source: { rule: "no-wildcards" },
    means: "Users, or their authorization codes, can be sent to any matching host.",
    found: on("wildcard-added"),
  },
  {
    id: "insecure-url-added",
    verdict,
    source: { rule: "https-urls" },
    means:
      "Anyone on the network path can read or change what is sent there, which may be an authorization code.",
    found: on("insecure-url-added"),
  },
  {
    id: "loopback-in-production",
    verdict,
    source: { rule: "no-loopback-in-production" },
    means:
      "Any program on a user's machine can receive what is sent there, which may be an authorization code.",
    found: onIf(isProduction, "loopback-added", "loopback-set"),
  },
  {
    id: "client-weaker",
    verdict,
    source: silent,
    means: "A stolen token or a guessed password gives more access than before.",
    found: on("client-weaker"),
  },
  {
    id: "number-released",
    verdict,
    source: { rule: "no-purchases" },
    means: "Whoever gets the number next can pose as you to your users.",
    found: on("number-released", "number-replaced"),
  },
];
