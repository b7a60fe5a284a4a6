import fc from "fast-check";
import { expect, test } from "vitest";
import { Bucket } from "../../../../sandbox/auth0/mfa/bucket.ts";

function clocked(capacity: number, refillSeconds: number) {
  const clock = { now: 0 };
  const bucket = new Bucket(capacity, refillSeconds, () => new Date(clock.now));
  const take = (count: number): number =>
    Array.from({ length: count }, () => bucket.take("a")).filter(Boolean).length;
  return { clock, bucket, take };
}

test("allows a burst, then refills at a fixed rate", () => {
  const { clock, take } = clocked(10, 360);
  expect(take(12)).toBe(10);
  clock.now += 359_999;
  expect(take(1)).toBe(0);
  clock.now += 1;
  expect(take(2)).toBe(1);
  clock.now += 24 * 3_600_000;
  expect(take(20)).toBe(10);
});

test("counts keys separately, and refunds what did not count", () => {
  const { bucket, take } = clocked(2, 60);
  expect(take(2)).toBe(2);
  expect(bucket.take("b")).toBe(true);
  bucket.giveBack("a");
  expect(take(2)).toBe(1);
});

test("never allows more than capacity and refill, regardless of the clock", () => {
  const steps = fc.array(
    fc.record({ move: fc.integer({ min: -100_000, max: 100_000 }), takes: fc.integer({ min: 0, max: 5 }) }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const { clock, take } = clocked(5, 10);
      let [taken, forward] = [0, 0];
      for (const { move, takes } of list) {
        clock.now += move;
        forward += Math.max(0, move);
        taken += take(takes);
      }
      expect(taken).toBeLessThanOrEqual(5 + forward / 10_000);
    }),
  );
});
