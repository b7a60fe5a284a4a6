import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { experiences, liveWithService } from "../scenarios/messagingService.ts";
import { refusedNumbers, refuseNumber } from "../scenarios/refusedNumbers.ts";

test.each(others(experiences))(
  "the stack's own Messaging Service, from up to destroy: $name",
  liveWithService,
);
test.each(others(refusedNumbers))("is rejected in the preview: $name", refuseNumber);
