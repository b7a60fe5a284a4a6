import { expect, test } from "vitest";
import { types } from "../../../findings/PartFinding.ts";
import { withUnreadable } from "../../../commands/adopt/unreadable.ts";

const delta = { __pulumi_raw_state_delta: { obj: {} } };
const provider = (name: string) => ({
  type: types.provider,
  inputs: { name },
  outputs: { name, ...delta },
});
const action = { type: types.action, inputs: { name: "x" }, outputs: { name: "x", ...delta } };
const other = { type: types.client, inputs: {}, outputs: { ...delta } };

const values = { "twilio:authToken": "tok", "plivo:authId": "id", "plivo:authToken": "pt", plivoFrom: "+1" };
const written = (resources: object[], imported: string[]) =>
  withUnreadable({ deployment: { resources: resources as { type: string }[] } }, new Set(imported), values)
    .deployment.resources;

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

test("an imported provider gets its token as a secret, and loses the bridge's record of its outputs", () => {
  expect(written([provider("twilio"), other], [types.provider])).toEqual([
    {
      type: types.provider,
      inputs: { name: "twilio", credentials: { authToken: secret("tok"), __defaults: [] } },
      outputs: { name: "twilio", credentials: { authToken: secret("tok") } },
    },
    other,
  ]);
});

test("an imported Action gets its secrets, and is recorded as deployed", () => {
  const [found] = written([action], [types.action]) ?? [];
  const names = ["PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "PLIVO_FROM"];
  expect(found?.outputs).toEqual({
    name: "x",
    deploy: true,
    secrets: secret(names.map((name, index) => ({ name, value: secret(["id", "pt", "+1"][index]) }))),
  });
  expect(found?.inputs).toMatchObject({ deploy: true });
});

test("resources that were not imported now, and a provider without a token, stay unchanged", () => {
  const resources = [provider("twilio"), action, other];
  expect(written(resources, [types.client])).toEqual(resources);
  expect(written([provider("custom")], [types.provider])).toEqual([provider("custom")]);
});
