import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { plainValue } from "../../../components/hooks/plainValue.ts";

const envelope = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

test.each<[string, unknown, unknown]>([
  ["a plain one as it is", { a: [1, "b", null, undefined, true] }, { a: [1, "b", null, undefined, true] }],
  ["an output", pulumi.output({ a: 1 }), { a: 1 }],
  ["a secret, however deep", { a: [{ b: pulumi.secret("s") }] }, { a: [{ b: "s" }] }],
  [
    "a secret as the engine sends it",
    { secrets: envelope([{ value: envelope("s") }]) },
    { secrets: [{ value: "s" }] },
  ],
  ["a value that is called value", { value: "v" }, { value: "v" }],
])("a hook sees %s", async (_, value, plain) => {
  expect(await plainValue(value)).toEqual(plain);
});

test("a value that is unknown in a preview is undefined", async () => {
  const unknown = pulumi.output(pulumi.unknown);
  expect(await plainValue({ a: unknown })).toEqual({ a: undefined });
});
