import { unifiedTwilio } from "../review/cases/unifiedTwilio.ts";
import { checkWorld } from "../support/reviewGolden.ts";

checkWorld(unifiedTwilio);
