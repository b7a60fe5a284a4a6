import { legacyPlivo, legacyTwilio } from "../review/cases/legacy.ts";
import { prod } from "../review/cases/prod.ts";
import { unifiedPlivo } from "../review/cases/unifiedPlivo.ts";
import { checkWorld } from "../support/reviewGolden.ts";

checkWorld(unifiedPlivo);
checkWorld(legacyTwilio);
checkWorld(legacyPlivo);
checkWorld(prod);
