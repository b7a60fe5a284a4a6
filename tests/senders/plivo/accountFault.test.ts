import { describe, expect, test } from "vitest";
import { plivoFault } from "../../../senders/plivo/accountFault.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

const from = "+15005550006";
const authToken = "token-nobody-may-see";

/** The fault of an account that has these numbers. */
function faultOf(
  numbers: Readonly<Record<string, { sms: boolean }>>,
  authId = "MA1",
): Promise<string | undefined> {
  const transport = new FakeTransport(({ path }) => {
    const name = /\/Number\/(\d+)\//.exec(path)?.[1];
    if (name !== undefined) {
      const number = numbers[`+${name}`];
      return number ? json({ sms_enabled: number.sms }) : json({ error: "not found" }, 404);
    }
    const able = Object.keys(numbers).filter((number) => numbers[number]?.sms);
    return json({ objects: able.map((number) => ({ number: number.slice(1) })) });
  });
  const sender = { kind: "plivo", authId, authToken, from } as const;
  return plivoFault({ sender, domain: "tenant.eu.auth0.com", stack: "dev", transport });
}

describe("the number that Plivo's messages are sent from", () => {
  test.each([
    ["the account's", { [from]: { sms: true } }, "MA1"],
    ["perhaps the main account's", {}, "SA1"],
  ])("is valid if it is %s", async (_, numbers, authId) => {
    expect(await faultOf(numbers, authId)).toBeUndefined();
  });

  test.each([
    [
      "another's",
      { "+14155552671": { sms: true }, "+14155552672": { sms: false } },
      /plivoFrom \(\+15005550006\) does not belong to the account\. This number of the account can send SMS: \+14155552671\. Fix: pulumi config set plivoFrom \+14155552671 --stack dev$/,
    ],
    [
      "without SMS",
      { [from]: { sms: false } },
      /can't send SMS\. No number of the account can send SMS\. In .*'s console, buy one/,
    ],
  ])("is a fault if it is %s", async (_, numbers, fault) => {
    expect(await faultOf(numbers)).toMatch(/^Plivo account MA1 can't send as this stack declares:/);
    expect(await faultOf(numbers)).toMatch(fault);
  });
});

test.each([
  [400, "refused"],
  [401, "credentials"],
  [503, "server"],
])("an account that returns %d can't be checked", async (status, kind) => {
  const transport = new FakeTransport(() => json({}, status));
  const sender = { kind: "plivo", authId: "MA1", authToken, from } as const;
  const judged = plivoFault({ sender, domain: "tenant.eu.auth0.com", stack: "dev", transport });
  await expect(judged).rejects.toMatchObject({ kind });
  await expect(judged).rejects.not.toThrow(authToken);
});
