import { phoneFactor } from "../../../mfa/factors.ts";
import type { Factor } from "../../../tenant/readers/guardian.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";

const { ok, warning, failed } = group("Plan");

const freeLimit = 2;

/** What can be told of the tenant's plan: its API says neither its name nor what it includes. */
export function checkPlan(
  { settings }: Subject,
  factors: readonly Factor[],
  policy: string,
  limit: number | undefined,
): Finding[] {
  const phone = factors.find(({ name }) => name === phoneFactor);
  return [
    phone?.trialExpired === true
      ? failed(
          "the trial of the phone factor has expired",
          "Choose a plan that includes it: the dashboard's Settings, Subscription.",
        )
      : ok("the phone factor is included, or on trial"),
    ...(limit !== undefined && limit <= freeLimit
      ? [
          warning(
            `${limit} calls a second: the rate limit of a free plan`,
            "Text messages as a factor need a paid plan; and each preview takes about 11 s.",
          ),
        ]
      : []),
    ...(settings.mfaPolicy === "adaptive" && policy !== "adaptive"
      ? [
          warning(
            "adaptive MFA needs the Enterprise MFA add-on, which the API does not tell",
            "See the dashboard's Settings, Subscription; without it, set mfaPolicy always.",
          ),
        ]
      : []),
  ];
}
