import { expect, test } from "vitest";
import { partsOf } from "../../dev/official/parts.ts";

const twilio = { name: "twilio", version: "0.27.0", origin: "local plugin" } as const;

const standInsOf = (
  origin: Parameters<typeof partsOf>[0]["engine"]["origin"],
  plugin: "official" | "local plugin",
) =>
  partsOf({
    engine: { binFolder: "/bin", version: "3.259.0", origin },
    plugins: [{ name: "auth0", version: "3.49.0", origin: plugin }, twilio],
  })
    .filter(({ isStandIn }) => isStandIn)
    .map(({ name }) => name);

test("a run on the official parts uses no local plugin except Twilio's, which has no official build", () => {
  expect(standInsOf("found on PATH", "official")).toEqual([]);
  expect(standInsOf("installed by Pulumi's installer", "official")).toEqual([]);
});

test("a built engine uses this project's own language host", () => {
  expect(standInsOf("built from Go modules", "official")).toEqual(["pulumi 3.259.0", "Node language host"]);
});

test("a plugin that could not be downloaded is reported", () => {
  expect(standInsOf("found on PATH", "local plugin")).toEqual(["auth0 plugin 3.49.0"]);
});
