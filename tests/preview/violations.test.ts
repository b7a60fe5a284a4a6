import { expect, test } from "vitest";
import { violationsIn } from "../../preview/violations.ts";

const event = (policyEvent: object): string => JSON.stringify({ policyEvent });
const violation = { policyName: "https-urls", message: "Use https.", enforcementLevel: "mandatory" };

test.each<[string, string, object[]]>([
  ["nothing", "", []],
  ["a violation", event(violation), [{ rule: "https-urls", level: "mandatory", message: "Use https." }]],
  [
    "a violation with its rule's description",
    event({ ...violation, message: "URLs use https.\nUse https.\nIn callbackUrls.\n" }),
    [{ rule: "https-urls", level: "mandatory", message: "Use https. In callbackUrls." }],
  ],
  [
    "two violations and other lines",
    [event(violation), '{"diagnosticEvent":{}}', event({ ...violation, enforcementLevel: "advisory" })].join(
      "\n",
    ),
    [
      { rule: "https-urls", level: "mandatory", message: "Use https." },
      { rule: "https-urls", level: "advisory", message: "Use https." },
    ],
  ],
  ["a violation that was cut off", event(violation).slice(0, -5), []],
  ["a violation without its rule", event({ ...violation, policyName: undefined }), []],
])("the violations in an event log with %s are read", (_, log, found) => {
  expect(violationsIn(log)).toEqual(found);
});
