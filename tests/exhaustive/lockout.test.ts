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

test.each(others(failedCalls))("a first up that failed is ended by the next one: $name", recoverFirstUp);
test.each(others(failedTokenCalls))("a token that was not sent is sent by the next up: $name", recoverToken);
test.each(others(lostAnswers))(
  "an Action whose creation had no answer is there once: $name",
  recoverLostAction,
);
test.each(others(requiringTenants))("a policy is at no moment lowered by the first up: $name", keepPolicy);
