import { expect, test } from "vitest";
import { sampleUrl } from "../../../commands/local/sampleApp.ts";

test.each([
  [3000, "http://localhost:3000"],
  [443, "http://localhost:443"],
  // A browser leaves out the default port, and Auth0 compares URLs character by character.
  [80, "http://localhost"],
])("the sample on port %d is at %s", (port, url) => {
  expect(sampleUrl(port)).toBe(url);
});
