import { test } from "vitest";
import { representatives } from "../scenarios/cases.ts";
import { liveOnNamedScopes } from "../scenarios/scopes.ts";
import { variants } from "../scenarios/variants.ts";

test.each(representatives(variants))(
  "the scopes of a variant are enough, from up to destroy: $name",
  liveOnNamedScopes,
);
