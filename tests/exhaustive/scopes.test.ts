import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { liveOnNamedScopes } from "../scenarios/scopes.ts";
import { variants } from "../scenarios/variants.ts";

test.each(others(variants))(
  "the scopes of a variant are enough, from up to destroy: $name",
  liveOnNamedScopes,
);
