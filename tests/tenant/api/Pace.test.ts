import { setImmediate as settled } from "node:timers/promises";
import { expect, test } from "vitest";
import { Pace } from "../../../tenant/api/Pace.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

const limited = (remaining: number): Response =>
  json({}, 200, { "x-ratelimit-limit": "10", "x-ratelimit-remaining": String(remaining) });

/** Calls of a tenant that still allows some, which stay unanswered until they are told to end. */
async function callsOf(allowed: number) {
  const pace = new Pace(new FakeTransport(() => json({})));
  await pace.run(() => Promise.resolve(limited(allowed)));
  const sent: (() => void)[] = [];
  const call = () =>
    pace.run(
      () =>
        new Promise<Response>((answered) => {
          sent.push(() => {
            answered(limited(allowed));
          });
        }),
    );
  return { sent, call };
}

test.each([
  [10, 4],
  [2, 2],
  [1, 1],
])("while %i calls are allowed, %i go at once, and the next one after an answer", async (allowed, most) => {
  const { sent, call } = await callsOf(allowed);
  const calls = Array.from({ length: most + 1 }, call);
  await settled();
  expect(sent).toHaveLength(most);
  sent[0]?.();
  await settled();
  expect(sent).toHaveLength(most + 1);
  for (const answer of sent) answer();
  await Promise.all(calls);
});
