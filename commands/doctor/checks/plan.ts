import { factorLabel, phoneFactor } from "../../../mfa/factors.ts";
import type { Factor } from "../../../tenant/readers/guardian.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";

const { ok, warning, failed } = group("Plan");

const freeLimit = 2;

const factorWords = (name: string): string =>
  name === phoneFactor ? "phone factor" : `factor ${factorLabel(name)}`;

/** What can be inferred about the tenant's plan: the API reports neither its name nor what it includes. */
export function checkPlan(
  { settings }: Subject,
  factors: readonly Factor[],
  policy: string,
  limit: number | undefined,
): Finding[] {
  const declared = [phoneFactor, ...Object.keys(settings.otherFactors)];
  const expired = factors.filter(({ name, trialExpired }) => trialExpired && declared.includes(name));
  return [
    ...expired.map(({ name }) =>
      failed(
        `the trial of the ${factorWords(name)} has expired`,
        "Choose a plan that includes it, in the dashboard under Settings, Subscription.",
      ),
    ),
    ...(expired.length === 0
      ? [
          ok(
            declared.length === 1
              ? `no trial of the ${declared.map(factorWords).join("")} has expired`
              : `${declared.map(factorWords).join(", ")}: no trial has expired`,
          ),
        ]
      : []),
    ...(limit !== undefined && limit <= freeLimit
      ? [
          warning(
            `${limit} calls per second, the rate limit of a free plan`,
            "The phone factor requires a paid Auth0 plan. This limit also slows each update.",
          ),
        ]
      : []),
    ...(settings.mfaPolicy === "adaptive" && policy !== "adaptive"
      ? [
          warning(
            "adaptive MFA needs the Enterprise MFA add-on, which the API does not report",
            "Check Settings, Subscription in the dashboard. Without the add-on, set mfaPolicy to always.",
          ),
        ]
      : []),
  ];
}
