import type { Change } from "./Change.ts";
import { property } from "./Change.ts";

const policy = (name: string, after: string[], finds: Record<string, RegExp>): Change =>
  property(
    name,
    () => "/guardian/policies",
    () => after,
    () => ["all-applications"],
    finds,
    "PUT",
  );

export const mfaChanges: Change[] = [
  property(
    "the phone factor off",
    () => "/guardian/factors/sms",
    () => ({ enabled: false }),
    () => ({ enabled: true }),
    { "phone factor": /off/ },
    "PUT",
  ),
  property(
    "no delivery method is offered",
    () => "/guardian/factors/phone/message-types",
    () => ({ message_types: [] }),
    () => ({ message_types: ["sms"] }),
    { delivery: /missing: sms/ },
    "PUT",
  ),
  policy("MFA off", [], { "MFA policy": /Never/ }),
  policy("MFA at risk only", ["confidence-score"], { "MFA policy": /Adaptive/ }),
];

export const switched = (to: boolean, word: RegExp): Change =>
  property(
    "the phone experience switched",
    () => "/tenants/settings",
    () => ({ phone_consolidated_experience: to }),
    () => ({ phone_consolidated_experience: !to }),
    { "phone experience": word },
  );
