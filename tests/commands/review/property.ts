import fc from "fast-check";
import { test as one } from "vitest";

export { fc };

/** A property as a test. */
export function test<Values extends [unknown, ...unknown[]]>(
  name: string,
  holds: fc.IProperty<Values>,
  numRuns = 100,
): void {
  one(name, () => {
    fc.assert(holds, { numRuns });
  });
}
