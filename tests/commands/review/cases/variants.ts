import type { ReviewVariant } from "./ReviewCase.ts";
import { legacyPlivo, legacyTwilio } from "./legacy.ts";
import { prod } from "./prod.ts";
import { unifiedPlivo } from "./unifiedPlivo.ts";
import { unifiedTwilio } from "./unifiedTwilio.ts";

/** Each stack that previews are made of, with its cases. */
export const variants: readonly ReviewVariant[] = [
  unifiedTwilio,
  unifiedPlivo,
  legacyTwilio,
  legacyPlivo,
  prod,
];
