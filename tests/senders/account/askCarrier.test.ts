import { expect, test } from "vitest";
import { z } from "zod";
import { askCarrier, deleteFromCarrier, orFailure } from "../../../senders/account/askCarrier.ts";
import { carrierAddress } from "../../../senders/account/carrierAddress.ts";
import { CallFailure } from "../../../tenant/http/CallFailure.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

/** How a carrier's response with this status is reported. */
async function reported(status: number, carrier: "Twilio" | "Plivo" = "Twilio"): Promise<CallFailure> {
  const transport = new FakeTransport(() => json({ message: "no" }, status));
  const caller = { carrier, user: "AC1", password: "word", transport };
  const failure = await orFailure(askCarrier(caller, "https://api.example/x", z.unknown(), "the number"));
  if (!(failure instanceof CallFailure)) throw new Error("It did not fail.");
  return failure;
}

const rejects =
  "rejects the credentials. Fix: set twilio:accountSid and twilio:authToken again, and check Twilio's console: credentials of a suspended account are rejected too.";

test.each([
  [401, "credentials", `Twilio ${rejects}`],
  [403, "credentials", `Twilio ${rejects}`],
  [404, "missing", "it does not exist."],
  [429, "rate-limit", "Twilio has received too many calls. Fix: try again later."],
  [
    400,
    "refused",
    "Twilio rejected the call (400). Fix: check twilio:accountSid and the numbers in the configuration.",
  ],
  [500, "server", "Twilio returned 500. Fix: try again. If it keeps failing, check Twilio's status page."],
])("a carrier's response %i says what failed, why and what to do", async (status, kind, says) => {
  const failure = await reported(status);
  expect(failure).toMatchObject({ kind, status });
  expect(failure.message).toBe(`Failed to read the number: ${says}`);
});

test("each carrier's keys and name are in its messages", async () => {
  expect((await reported(401, "Plivo")).message).toMatch(
    /Plivo rejects the credentials\. Fix: set plivo:authId and plivo:authToken again, and check Plivo's console/,
  );
});

test("a call carries the account's credentials", async () => {
  const asked: unknown[] = [];
  const transport = new FakeTransport(() => json({}));
  const fetch = (url: string, { method, headers }: RequestInit) => {
    asked.push({ url, method, headers });
    return transport.fetch(url, {});
  };
  const account = {
    carrier: "Twilio" as const,
    user: "AC1",
    password: "word",
    transport: { fetch, wait: transport.wait, now: transport.now },
  };
  await askCarrier(account, "https://api.example/x", z.object({}), "it");
  await deleteFromCarrier(account, "https://api.example/y", "remove it");
  const headers = { authorization: `Basic ${Buffer.from("AC1:word").toString("base64")}` };
  expect(asked).toEqual([
    { url: "https://api.example/x", method: "GET", headers },
    { url: "https://api.example/y", method: "DELETE", headers },
  ]);
});

test.each([
  ["nothing", json({}, 404), 404],
  ["another carrier", json({ carriers: { plivo: "http://localhost:1/plivo" } }), 200],
])("a loopback address with %s is not a local tenant", async (_, answer, status) => {
  const transport = new FakeTransport(() => answer);
  const failure = await orFailure(carrierAddress("twilio", "localhost:4443", transport));
  expect(failure).toMatchObject({ kind: "missing", status });
  expect((failure as CallFailure).message).toBe(
    "Failed to find the local carriers: the server at localhost:4443 is not a local tenant of this project. Fix: start one: npm run sandbox.",
  );
});

test("a carrier's own address is used for a real tenant, and its stand-in for a local one", async () => {
  const carriers = { twilio: "http://localhost:1/twilio" };
  const transport = new FakeTransport(() => json({ carriers }));
  expect((await carrierAddress("twilio", "tenant.eu.auth0.com", transport))("https://own")).toBe(
    "https://own",
  );
  expect(transport.requests).toEqual([]);
  expect((await carrierAddress("twilio", "localhost:4443", transport))("https://own")).toBe(carriers.twilio);
});
