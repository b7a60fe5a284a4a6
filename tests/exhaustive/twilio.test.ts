import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { experiences, liveWithService } from "../scenarios/messagingService.ts";
import { refusedNumbers, refuseNumber } from "../scenarios/refusedNumbers.ts";

test.each(others(experiences))(
  "a Messaging Service of the stack's own, from up to destroy: $name",
  liveWithService,
);
test.each(others(refusedNumbers))("is refused in preview already: $name", refuseNumber);
