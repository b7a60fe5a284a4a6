import { createRequire } from "node:module";
import { afterEach, describe, expect, test, vi } from "vitest";
import { plivoAction } from "../../../senders/plivo/action.ts";

interface Action {
  onExecuteSendPhoneMessage(event: unknown): Promise<void>;
  onExecuteCustomPhoneProvider(event: unknown, api: unknown): Promise<void>;
}
const action = createRequire(import.meta.url)("../../../senders/plivo/action.cjs") as Action;

const secrets = {
  PLIVO_AUTH_ID: "MAXXXXXXXXXXXXXXXXXX",
  PLIVO_AUTH_TOKEN: "plivo-token-of-theirs",
  PLIVO_FROM: "+15005550006",
};
const code = "918273";
const recipient = "+15554443232";

const legacyEvent = (changes = {}) => ({
  message_options: {
    action: "enrollment",
    code,
    message_type: "sms",
    recipient,
    text: `${code} is your code`,
    ...changes,
  },
  secrets,
});
const unifiedEvent = (changes = {}) => ({
  notification: {
    as_text: `${code} is your code`,
    code,
    delivery_method: "text",
    recipient,
    message_type: "otp_enroll",
    ...changes,
  },
  secrets,
});

/** Answers each call of Plivo's API with this status, and records the calls. */
function plivoAnswers(answer: number | Error) {
  const fetch = vi.fn((_url: string, _init: RequestInit) =>
    answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(
          new Response(
            JSON.stringify({ error: `no to ${recipient} for ${code} of ${secrets.PLIVO_AUTH_TOKEN}` }),
            { status: answer },
          ),
        ),
  );
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

async function notify(event: unknown) {
  const api = {
    notification: { retry: vi.fn<(reason: string) => void>(), drop: vi.fn<(reason: string) => void>() },
  };
  await action.onExecuteCustomPhoneProvider(event, api);
  return api.notification;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the request", () => {
  test.each(["legacy", "unified"])("of the %s event has Plivo's format", async (experience) => {
    const fetch = plivoAnswers(202);
    if (experience === "legacy") await action.onExecuteSendPhoneMessage(legacyEvent());
    else await notify(unifiedEvent());

    expect(fetch).toHaveBeenCalledOnce();
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe("https://api.plivo.com/v1/Account/MAXXXXXXXXXXXXXXXXXX/Message/");
    expect(init?.method).toBe("POST");
    expect(init?.redirect).toBe("error");
    expect(new Headers(init?.headers).get("authorization")).toBe(
      `Basic ${btoa(`${secrets.PLIVO_AUTH_ID}:${secrets.PLIVO_AUTH_TOKEN}`)}`,
    );
    expect(JSON.parse(init?.body as string)).toEqual({
      src: "+15005550006",
      dst: recipient,
      text: `${code} is your code`,
      log: false,
    });
  });

  test("has a time limit below Auth0's 20 seconds", async () => {
    const timeout = vi.spyOn(AbortSignal, "timeout");
    plivoAnswers(202);
    await notify(unifiedEvent());
    expect(timeout.mock.calls[0]?.[0]).toBeLessThan(20_000);
  });
});

const timeout = Object.assign(new Error("timed out"), { name: "TimeoutError" });

describe.each([
  [400, "drop", "rejected the message (400): check the source number"],
  [401, "drop", "rejected the credentials (401)"],
  [402, "drop", "no credit (402)"],
  [403, "drop", "may not send this message (403)"],
  [404, "drop", "has no such account (404)"],
  [405, "drop", "does not accept this request (405)"],
  [418, "drop", "rejected the message (418)."],
  [408, "retry", "a server error (408)"],
  [429, "retry", "rate limit is reached (429)"],
  [500, "retry", "a server error (500)"],
  [503, "retry", "a server error (503)"],
  [timeout, "retry", "did not respond within 10 seconds"],
  [new TypeError(`fetch failed for ${recipient}`), "retry", "could not be reached"],
] as const)("Plivo returns %s", (answer, outcome, why) => {
  test(`unified: ${outcome}, once, with a reason`, async () => {
    plivoAnswers(answer);
    const { retry, drop } = await notify(unifiedEvent());
    expect({ retry: retry.mock.calls.length, drop: drop.mock.calls.length }).toEqual({
      retry: outcome === "retry" ? 1 : 0,
      drop: outcome === "drop" ? 1 : 0,
    });
    const reason = (outcome === "retry" ? retry : drop).mock.calls[0]?.[0] ?? "";
    expectSpeakableReason(reason);
    expect(reason).toContain(why);
  });

  test("legacy: a failure is reported to the user", async () => {
    plivoAnswers(answer);
    const error = await action.onExecuteSendPhoneMessage(legacyEvent()).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expectSpeakableReason((error as Error).message);
    expect((error as Error).message).toContain(why);
  });
});

test("a sent message is neither retried nor dropped", async () => {
  plivoAnswers(202);
  const { retry, drop } = await notify(unifiedEvent());
  expect(retry).not.toHaveBeenCalled();
  expect(drop).not.toHaveBeenCalled();
});

test.each([
  ["two recipients", { recipient: `${recipient}<+15554443233` }],
  ["no plus", { recipient: "15554443232" }],
  ["a word", { recipient: "everyone" }],
  ["a line break", { recipient: `${recipient}\n` }],
  ["nothing to say", { as_text: "" }],
  ["voice", { delivery_method: "voice" }],
])("%s: dropped without a call to Plivo", async (_name, changes) => {
  const fetch = plivoAnswers(202);
  const { drop } = await notify(unifiedEvent(changes));
  expect(fetch).not.toHaveBeenCalled();
  expect(drop).toHaveBeenCalledOnce();
  expectSpeakableReason(drop.mock.calls[0]?.[0] ?? "");
});

test.each(Object.keys(secrets))("without its secret %s, reports which one is missing", async (name) => {
  const fetch = plivoAnswers(202);
  const { drop } = await notify({ ...unifiedEvent(), secrets: { ...secrets, [name]: "" } });
  expect(fetch).not.toHaveBeenCalled();
  expect(drop.mock.calls[0]?.[0]).toContain(name);
});

test("Auth0 accepts the code: CommonJS, within 100 kB, no npm module", () => {
  expect(Buffer.byteLength(plivoAction.code)).toBeLessThan(100_000);
  expect(plivoAction.code).not.toMatch(/\brequire\(|^import /m);
});

/** At most 1,024 characters, and nothing of the code, the recipient, the secrets, or Plivo's own words. */
function expectSpeakableReason(reason: string) {
  expect(reason.length).toBeGreaterThan(10);
  expect(reason.length).toBeLessThanOrEqual(1024);
  for (const value of [code, recipient, recipient.slice(1), ...Object.values(secrets), "no to"]) {
    expect(reason).not.toContain(value);
  }
}
