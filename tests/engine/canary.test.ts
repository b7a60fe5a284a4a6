import { test } from "vitest";
import { representatives } from "../scenarios/cases.ts";
import { huntSecrets, secretCalls } from "../scenarios/secrets.ts";

test.each(representatives(secretCalls))("a secret is found only where it was put: $name", huntSecrets);
