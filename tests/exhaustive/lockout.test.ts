import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import {
  failedCalls,
  failedTokenCalls,
  keepPolicy,
  lostAnswers,
  recoverFirstUp,
  recoverLostAction,
  recoverToken,
  requiringTenants,
} from "../scenarios/failures.ts";

test.each(others(failedCalls))("a failed first up is completed by the next one: $name", recoverFirstUp);
test.each(others(failedTokenCalls))("a token that was not sent is sent by the next up: $name", recoverToken);
test.each(others(lostAnswers))(
  "an Action whose creation got no response exists once: $name",
  recoverLostAction,
);
test.each(others(requiringTenants))(
  "the first up never lowers a policy, not even for a moment: $name",
  keepPolicy,
);
