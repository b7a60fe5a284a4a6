import { test } from "vitest";
import { others } from "../scenarios/cases.ts";
import { huntSecrets, secretCalls } from "../scenarios/secrets.ts";

test.each(others(secretCalls))("a secret is found only where it was put: $name", huntSecrets);
