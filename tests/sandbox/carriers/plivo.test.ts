import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlivoSettings } from "../../../sandbox/carriers/settings.ts";
import { basic, newCarriers, plivo, someone } from "./support.ts";

const account = `/carriers/plivo/v1/Account/${plivo.authId}`;
const authorization = basic(plivo.authId, plivo.authToken);
const powerpack = "1d5f3dd8-b207-4738-b59f-3c2ac7d3461c";

interface Fixture {
  settings?: Partial<PlivoSettings>;
  body?: unknown;
  headers?: Record<string, string>;
}

async function post({ settings = {}, body, headers = {} }: Fixture) {
  const { carriers, inbox, app } = newCarriers();
  Object.assign(carriers.plivo.settings, settings);
  const response = await app.request(`${account}/Message/`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, inbox, app };
}

const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
const good = { src: plivo.from, dst: someone, text: "123456 is your code" };

describe("a message that Plivo accepts", () => {
  test("is returned as queued, is in the inbox, and can be read afterwards", async () => {
    const { status, text, inbox, app } = await post({ body: { ...good, log: false } });
    const answer = json(text);
    expect([status, Object.keys(answer)]).toEqual([202, ["api_id", "message", "message_uuid"]]);
    expect(answer["message"]).toBe("message(s) queued");
    const [uuid] = answer["message_uuid"] as string[];
    expect(inbox.list()).toMatchObject([
      {
        id: uuid,
        carrier: "plivo",
        channel: "sms",
        from: plivo.from,
        to: someone,
        text: good.text,
        code: "123456",
        status: "delivered",
        error: null,
      },
    ]);
    const read = await app.request(`${account}/Message/${uuid ?? ""}/`, { headers: { authorization } });
    expect(await read.json()).toMatchObject({
      message_uuid: uuid,
      message_state: "delivered",
      error_code: "000",
      from_number: plivo.from.slice(1),
      to_number: someone.slice(1),
      units: 1,
      resource_uri: `/v1/Account/${plivo.authId}/Message/${uuid ?? ""}/`,
    });
  });

  test("may be sent as a form, its numbers with or without the plus sign", async () => {
    const body = new URLSearchParams({ ...good, dst: someone.slice(1) }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const { status, inbox } = await post({ body, headers });
    expect(status).toBe(202);
    expect(inbox.list()).toMatchObject([{ to: someone }]);
    expect((await post({ body: { ...good, src: Number(plivo.from) } })).status).toBe(202);
  });

  test("is sent to each of several recipients once, and invalid recipients are listed", async () => {
    const others = ["+14155550124", "+447400123456"];
    const dst = [someone, ...others, someone, "12"].join("<");
    const { status, text, inbox } = await post({ body: { ...good, dst } });
    expect(status).toBe(202);
    expect(json(text)["message_uuid"]).toHaveLength(3);
    expect(json(text)["invalid_number"]).toEqual(["12"]);
    expect(inbox.list().map(({ to }) => to)).toEqual([...others.toReversed(), someone]);
  });

  test("is sent from a number of the powerpack", async () => {
    const settings = { powerpacks: [{ uuid: powerpack, numbers: [plivo.from] }] };
    const body = { dst: someone, text: "x", powerpack_uuid: powerpack };
    expect((await post({ settings, body })).inbox.list()).toMatchObject([{ from: plivo.from }]);
  });

  test("is not delivered to an opted-out recipient", async () => {
    const { status, text, inbox, app } = await post({ settings: { optedOut: [someone] }, body: good });
    expect(status).toBe(202);
    expect(inbox.list()).toMatchObject([
      {
        status: "failed",
        error: { code: "200", message: "Source number blocked by STOP from destination number" },
      },
    ]);
    const [uuid = ""] = json(text)["message_uuid"] as string[];
    const read = await app.request(`${account}/Message/${uuid}/`, { headers: { authorization } });
    expect(await read.json()).toMatchObject({ message_state: "failed", error_code: "200" });
  });
});

describe("a message that Plivo rejects", () => {
  const mute = [{ phoneNumber: plivo.from, sms: false, voice: true }];
  test.each<[string, Fixture, number, string]>([
    [
      "no source",
      { body: { dst: someone, text: "x" } },
      400,
      "Neither of src or powerpack uuid present, either one is required",
    ],
    [
      "source and powerpack",
      { body: { ...good, powerpack_uuid: powerpack } },
      400,
      "Both of src and powerpack uuid are present. Only one is required.",
    ],
    ["no destination", { body: { src: plivo.from, text: "x" } }, 400, "dst parameter not present"],
    ["no text", { body: { ...good, text: "" } }, 400, "text parameter not present"],
    ["its source as destination", { body: { ...good, dst: plivo.from } }, 400, "src and dst cannot be same"],
    [
      "its source among others",
      { body: { ...good, dst: `${someone}<${plivo.from}` } },
      400,
      "src and dst cannot be same",
    ],
    [
      "another's number",
      { body: { ...good, src: "+14152999999" } },
      400,
      "src '+14152999999' is not a number of your account that sends messages",
    ],
    [
      "a number without texts",
      { settings: { numbers: mute }, body: good },
      400,
      `src '${plivo.from}' is not a number of your account that sends messages`,
    ],
    [
      "an invalid number",
      { body: { ...good, dst: "+1111111" } },
      400,
      "'1111111' is not a valid phone number.",
    ],
    [
      "1601 characters",
      { body: { ...good, text: "a".repeat(1601) } },
      400,
      "text is longer than 1600 characters",
    ],
    [
      "738 characters of UCS-2",
      { body: { ...good, text: "я".repeat(738) } },
      400,
      "text is longer than 737 characters",
    ],
    [
      "an unknown powerpack",
      { body: { dst: someone, text: "x", powerpack_uuid: powerpack } },
      404,
      "not found",
    ],
    [
      "an unverified number, on trial",
      { settings: { trial: true }, body: good },
      400,
      `the destination number ${someone.slice(1)} is not verified; a trial account sends to verified numbers only`,
    ],
    [
      "a country not enabled",
      { settings: { geoPermissions: ["FR"] }, body: good },
      403,
      `messages to the country of ${someone.slice(1)} are not enabled for your account`,
    ],
    ["too many", { settings: { rateLimited: true }, body: good }, 429, "too many requests, rate limited"],
    ["an outage", { settings: { outage: 500 }, body: good }, 500, "server error"],
    ["an unavailable service", { settings: { outage: 503 }, body: good }, 503, "service unavailable"],
    ["half a JSON", { body: "{" }, 400, "the body is not valid JSON"],
    ["a list", { body: [] }, 400, "the body is not a JSON object"],
    ["an object for a number", { body: { ...good, dst: {} } }, 400, "dst is not of a valid type"],
    ...["media_urls", "media_ids", "url", "template", "interactive", "location"].map(
      (name): [string, Fixture, number, string] => [
        `the parameter ${name}`,
        { body: { ...good, [name]: "x" } },
        501,
        `The parameter ${name} is not emulated by the stand-in`,
      ],
    ),
    [
      "another type",
      { body: { ...good, type: "whatsapp" } },
      501,
      "A message of type whatsapp is not emulated by the stand-in",
    ],
  ])("for %s", async (_, fixture, status, message) => {
    const answer = await post(fixture);
    const body = json(answer.text);
    expect([answer.status, Object.keys(body)]).toEqual([status, ["api_id", "error"]]);
    expect(body["error"]).toBe(message);
    const hasRecipient = fixture.body !== undefined && !/^(no destination|half|a list|an object)/.test(_);
    expect(answer.inbox.list()).toMatchObject(
      hasRecipient ? [{ status: "failed", error: { code: String(status), message } }] : [],
    );
  });

  test.each([
    ["a wrong token", { headers: { authorization: basic(plivo.authId, "x") } }],
    ["another account", { headers: { authorization: basic("MAYYYYYYYYYYYYYYYYYY", plivo.authToken) } }],
    ["nothing", { headers: { authorization: "" } }],
    ["a suspended account", { settings: { suspended: true } }],
  ])("for %s, in text, keeping it in the inbox without the credentials", async (_, fixture) => {
    const { status, text, headers, inbox } = await post({ body: good, ...fixture });
    expect([status, headers.get("content-type")]).toEqual([401, expect.stringMatching(/^text\/plain/)]);
    expect(headers.get("www-authenticate")).toBe('Basic realm="Login Required"');
    expect(text).toBe(
      "Could not verify your access level for that URL.\nYou have to login with proper credentials",
    );
    expect(inbox.list()).toMatchObject([{ status: "failed", error: { code: "401" } }]);
    expect(JSON.stringify(inbox.list())).not.toContain(plivo.authToken);
  });

  test("gets a response regardless of its content, never an internal error", async () => {
    const values = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: "binary" }),
      fc.constantFrom(someone, plivo.from),
    );
    const names = fc.constantFrom("src", "dst", "text", "type", "powerpack_uuid", "__proto__");
    const body = fc.oneof(
      fc.dictionary(names, values).map((value) => JSON.stringify(value)),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.string(),
    );
    const types = fc.constantFrom("application/json", "application/x-www-form-urlencoded", "text/plain");
    await fc.assert(
      fc.asyncProperty(body, types, async (text, type) => {
        const answer = await post({ body: text, headers: { "content-type": type } });
        expect([202, 400, 404, 501]).toContain(answer.status);
        json(answer.text);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([`${account}/`, `${account}//`])("the account is at %s, for its token only", async (path) => {
  const { app } = newCarriers();
  expect((await app.request(path, { headers: { authorization } })).status).toBe(200);
  expect((await app.request(path)).status).toBe(401);
});

test.each([
  [{ trial: false, balance: 10 }, "standard", "10.00000"],
  [{ trial: true, balance: 0.5 }, "trial", "0.50000"],
])("an account with %j is of type %s with %s of credit", async (settings, account_type, cash_credits) => {
  const { carriers, app } = newCarriers();
  Object.assign(carriers.plivo.settings, settings);
  const answer = await app.request(`${account}/`, { headers: { authorization } });
  expect(await answer.json()).toMatchObject({ auth_id: plivo.authId, account_type, cash_credits });
});

test.each(["subaccount", "alias", "cnam_lookup", "renewal_date", "tendlc_campaign_id"])(
  "numbers can't be filtered by %s, which is not emulated",
  async (name) => {
    const { app } = newCarriers();
    const answer = await app.request(`${account}/Number/?${name}=x`, { headers: { authorization } });
    expect([answer.status, await answer.json()]).toEqual([
      501,
      expect.objectContaining({ error: `The filter ${name} is not emulated by the stand-in` }),
    ]);
  },
);

test.each(["limit", "offset"])("numbers can't be listed with a %s that is no number", async (name) => {
  const { app } = newCarriers();
  const answer = await app.request(`${account}/Number/?${name}=x`, { headers: { authorization } });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({ error: `${name} should be a number` }),
  ]);
});

describe("other URLs", () => {
  test.each([
    ["PUT", `${account}/Message/`, 405, "method not allowed"],
    ["DELETE", `${account}/Message/x/`, 405, "method not allowed"],
    ["GET", `${account}/Message/x/`, 404, "not found"],
    ["GET", `${account}/Nothing/`, 404, "not found"],
    ["GET", "/carriers/plivo/v2/", 404, "not found"],
    ["GET", `/carriers/plivo/v1/Account/MAYYYYYYYYYYYYYYYYYY/`, 404, "not found"],
    ["GET", `${account}/Message/`, 501, "Listing messages is not emulated by the stand-in"],
    [
      "POST",
      `${account}/Call/`,
      501,
      `POST /v1/Account/${plivo.authId}/Call/ is not emulated by the stand-in`,
    ],
    [
      "POST",
      `${account}/Powerpack/`,
      501,
      `POST /v1/Account/${plivo.authId}/Powerpack/ is not emulated by the stand-in`,
    ],
  ])("%s %s: %i", async (method, path, status, error) => {
    const { app } = newCarriers();
    const answer = await app.request(path, { method, headers: { authorization } });
    expect([answer.status, await answer.json()]).toMatchObject([status, { error }]);
    expect((await app.request(path, { method })).status).toBe(401);
  });
});

describe("a token from the console", () => {
  const fixture = () => {
    const { app, carriers } = newCarriers();
    const generate = async (body: string) => {
      const headers = { "content-type": "application/json" };
      return await app.request("/sandbox/carriers/plivo/tokens", { method: "POST", headers, body });
    };
    const answerTo = async (token: string) =>
      (await app.request(`${account}/`, { headers: { authorization: basic(plivo.authId, token) } })).status;
    return { carriers, generate, answerTo };
  };

  test.each([
    ["works in addition to the old one", "{}", 200],
    ["is the only one if the old one is revoked", '{"revokeOld": true}', 401],
  ])("%s", async (_, body, old) => {
    const { carriers, generate, answerTo } = fixture();
    const { authToken } = (await (await generate(body)).json()) as { authToken: string };
    expect(await answerTo(authToken)).toBe(200);
    expect(await answerTo(plivo.authToken)).toBe(old);
    carriers.reset();
    expect(await answerTo(authToken)).toBe(401);
    expect(await answerTo(plivo.authToken)).toBe(200);
  });

  test.each(['{"revokeOld": 1}', '{"revoke": true}', "[]", "", "no"])(
    "is not created for %s",
    async (body) => {
      const { generate, answerTo } = fixture();
      const refused = await generate(body);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({
        message: expect.stringContaining("revokeOld") as unknown,
      });
      expect(await answerTo(plivo.authToken)).toBe(200);
    },
  );
});
