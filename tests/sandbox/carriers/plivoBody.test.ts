import { expect, test } from "vitest";
import { readParameters } from "../../../sandbox/carriers/plivo/body.ts";

const read = async (body: string, type = "application/json"): Promise<object> =>
  Object.fromEntries(
    await readParameters(
      new Request("http://localhost/", { method: "POST", body, headers: { "content-type": type } }),
    ),
  );

test.each<[string, string, object]>([
  ['{"src":"+1","log":false,"n":1}', "application/json", { src: "+1", log: "false", n: "1" }],
  ['{"src":null,"dst":"2"}', "application/json; charset=utf-8", { dst: "2" }],
  ['{"dst":["1","2"]}', "text/plain", { dst: "1<2" }],
  ["src=%2B1&dst=2", "application/x-www-form-urlencoded", { src: "+1", dst: "2" }],
  ["", "application/json", {}],
])("%s as %s is accepted", async (body, type, expected) => {
  expect(await read(body, type)).toEqual(expected);
});

test.each([
  ["{", "not valid JSON"],
  ["null", "not a JSON object"],
  ["[]", "not a JSON object"],
  ['"x"', "not a JSON object"],
  ['{"dst":{}}', "dst is not of a valid type"],
  ['{"dst":["1",2]}', "dst is not of a valid type"],
])("%s is rejected", async (body, why) => {
  await expect(read(body)).rejects.toThrow(why);
});
