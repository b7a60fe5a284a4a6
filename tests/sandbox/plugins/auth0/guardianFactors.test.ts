import { describe, expect, test } from "vitest";
import { ApiError, InitializationError } from "../../../../sandbox/plugins/bridge/errors.ts";
import { create } from "../../../../sandbox/plugins/bridge/lifecycle/create.ts";
import { diff } from "../../../../sandbox/plugins/bridge/lifecycle/diff.ts";
import { read } from "../../../../sandbox/plugins/bridge/lifecycle/read.ts";
import { update } from "../../../../sandbox/plugins/bridge/lifecycle/update.ts";
import { guardian } from "../../../../sandbox/plugins/auth0/resources/guardian.ts";
import type { ManagementApi } from "../../../../sandbox/plugins/auth0/tenant/api.ts";
import { reveal, type Properties, type Value } from "../../../../sandbox/plugins/bridge/schema/value.ts";
import type { PhoneExperience } from "../../../../sandbox/auth0/state/seed.ts";
import { newTenant } from "../../auth0/support.ts";

const subject = { urn: "urn:pulumi:s::p::t::n", type: "t", name: "n" };
const policy = "never";
const root = "/guardian/factors";
const push = "push-notification";

/** A Guardian resource on a separate tenant. */
class Stack {
  readonly api: ManagementApi;
  /** What the plugin has sent since the last check, as `PUT /path {"a":1}`. */
  #sent: string[] = [];
  #id = "";
  #state: Properties = {};
  #inputs: Properties = {};

  constructor(call: Awaited<ReturnType<typeof newTenant>>["call"]) {
    this.api = {
      domain: "localhost:3000",
      send: async (method, path, body) => {
        this.#sent.push(`${method} ${path}${body === undefined ? "" : ` ${JSON.stringify(body)}`}`);
        const answer = await call(method, path, body);
        if (answer.status < 400) return (answer.body ?? null) as Value;
        const { error, message } = answer.body as { error: string; message: string };
        throw new ApiError(answer.status, error, message);
      },
    };
  }

  /** The factors' calls, without the policy and the list. */
  sent(): string[] {
    return this.#sent.splice(0).filter((each) => !/ \/guardian\/(policies|factors)( \[\])?$/.test(each));
  }

  async up(inputs: Properties): Promise<Properties> {
    const news = { policy, ...inputs };
    if (this.#id === "") {
      const made = await create(guardian, this.api, { ...subject, properties: news, preview: false });
      this.#id = made.id;
      this.#state = made.properties;
    } else {
      const change = { ...subject, id: this.#id, olds: this.#state, news, ignoreChanges: [], preview: false };
      this.#state = await update(guardian, this.api, change);
    }
    this.#inputs = news;
    return reveal(this.#state) as Properties;
  }

  async refresh(): Promise<Properties> {
    const request = { ...subject, id: this.#id, properties: this.#state, inputs: this.#inputs };
    this.#state = (await read(guardian, this.api, request)).properties;
    return reveal(this.#state) as Properties;
  }

  /** How the program's last inputs differ from the state. */
  changes(): string {
    const request = { ...subject, id: this.#id, olds: this.#state, news: this.#inputs, ignoreChanges: [] };
    return diff(guardian, request).changes;
  }
}

const newStack = async (phoneExperience: PhoneExperience = "unified"): Promise<Stack> =>
  new Stack((await newTenant({ phoneExperience })).call);

// The calls and states below were recorded from the official plugin over gRPC, on the same tenant.
describe.each([
  ["webauthnRoaming", "webauthn-roaming", { userVerification: "discouraged" }],
  ["webauthnPlatform", "webauthn-platform", {}],
])("%s", (property, factor, own) => {
  const settings = { overrideRelyingParty: false, relyingPartyIdentifier: "", ...own };

  test("is turned on without settings, which are read", async () => {
    const stack = await newStack();
    const state = await stack.up({ [property]: { enabled: true } });
    expect(stack.sent()).toEqual([
      `PUT ${root}/${factor} {"enabled":true}`,
      `GET ${root}/${factor}/settings`,
    ]);
    expect(state[property]).toEqual({ enabled: true, ...settings });
  });

  test("writes the settings that the program declares", async () => {
    const stack = await newStack();
    const given = { overrideRelyingParty: true, relyingPartyIdentifier: "example.com" };
    const state = await stack.up({ [property]: { enabled: true, ...given } });
    expect(stack.sent().slice(0, 2)).toEqual([
      `PUT ${root}/${factor} {"enabled":true}`,
      `PUT ${root}/${factor}/settings ${JSON.stringify(given)}`,
    ]);
    expect(state[property]).toEqual({ enabled: true, ...settings, ...given });
  });

  test("has no settings while it is off, and none are sent", async () => {
    const stack = await newStack();
    await stack.up({ [property]: { enabled: true, overrideRelyingParty: true } });
    stack.sent();
    const state = await stack.up({ [property]: { enabled: false, overrideRelyingParty: true } });
    expect(stack.sent()).toEqual([`PUT ${root}/${factor} {"enabled":false}`]);
    const empty = { overrideRelyingParty: false, relyingPartyIdentifier: "" };
    expect(state[property]).toMatchObject({ enabled: false, ...empty });
  });
});

const noApp = {
  customApp: { appName: "", appleAppLink: "", googleAppLink: "" },
  directApns: { sandbox: false, bundleId: "", p12: "", enabled: false },
  directFcm: { serverKey: "" },
};
const apns = { sandbox: false, bundleId: "com.example.app", p12: "certificate" };
const sns = {
  awsAccessKeyId: "key",
  awsRegion: "us-west-1",
  awsSecretAccessKey: "secret",
  snsApnsPlatformApplicationArn: "arn:a",
  snsGcmPlatformApplicationArn: "arn:g",
};

describe("push", () => {
  test("is sent by Auth0 Guardian, and the settings of other apps are read", async () => {
    const stack = await newStack();
    const state = await stack.up({ push: { enabled: true, provider: "guardian" } });
    expect(stack.sent()).toEqual([
      `PUT ${root}/${push} {"enabled":true}`,
      `PUT ${root}/${push}/selected-provider {"provider":"guardian"}`,
      `GET ${root}/${push}/selected-provider`,
      "GET /prompts/mfa-push",
      `GET ${root}/${push}/providers/apns`,
    ]);
    expect(state["push"]).toEqual({ enabled: true, provider: "guardian", amazonSns: null, ...noApp });
  });

  test("is turned on but fails if the program declares no provider; the other factors are written", async () => {
    const stack = await newStack();
    const failure: unknown = await stack
      .up({ push: { enabled: true }, webauthnRoaming: { enabled: true } })
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(InitializationError);
    expect(failure).toHaveProperty(
      "message",
      expect.stringContaining(
        "* 400 Bad Request: Payload validation error: 'Missing required property: provider'.",
      ),
    );
    expect(stack.sent()).toEqual([
      `PUT ${root}/webauthn-roaming {"enabled":true}`,
      `PUT ${root}/${push} {"enabled":true}`,
      `PUT ${root}/${push}/selected-provider {}`,
    ]);
  });

  test("sends an app's settings if they change, and keeps its secrets, which are never returned", async () => {
    const stack = await newStack();
    const given = { enabled: true, provider: "direct", directFcm: { serverKey: "server" } };
    const app = { appName: "App", appleAppLink: "https://a.example.com", googleAppLink: "" };
    const first = await stack.up({ push: { ...given, customApp: app, directApns: apns } });
    expect(stack.sent().slice(2, 5)).toEqual([
      'PATCH /prompts/mfa-push {"app_name":"App","apple_app_link":"https://a.example.com","google_app_link":""}',
      `PUT ${root}/${push}/providers/apns {"sandbox":false,"bundle_id":"com.example.app","p12":"certificate"}`,
      `PUT ${root}/${push}/providers/fcm {"server_key":"server"}`,
    ]);
    expect(first["push"]).toMatchObject({ ...given, customApp: app, directApns: { ...apns, enabled: true } });

    const changed = { ...apns, bundleId: "com.example.other", enabled: false };
    await stack.up({ push: { ...given, customApp: app, directApns: changed } });
    const [, , third, fourth] = stack.sent();
    expect(third).toContain(`/providers/apns {"sandbox":false,"bundle_id":"com.example.other"`);
    expect(third).not.toContain("enabled");
    expect(fourth).toMatch(/^GET/);
  });

  test("is sent by Amazon SNS, whose settings are read while it is selected", async () => {
    const stack = await newStack();
    const state = await stack.up({ push: { enabled: true, provider: "sns", amazonSns: sns } });
    expect(state["push"]).toMatchObject({ provider: "sns", amazonSns: sns, ...noApp });
    const other = await stack.up({ push: { enabled: true, provider: "guardian" } });
    expect(other["push"]).toMatchObject({ provider: "guardian", amazonSns: null });
  });

  test("has no settings once it is turned off again", async () => {
    const stack = await newStack();
    await stack.up({ push: { enabled: true, provider: "guardian" } });
    stack.sent();
    const state = await stack.up({ push: { enabled: false } });
    expect(stack.sent()).toEqual([`PUT ${root}/${push} {"enabled":false}`]);
    const none = { customApp: null, directApns: null, directFcm: null, amazonSns: null };
    expect(state["push"]).toEqual({ enabled: false, provider: "", ...none });
  });
});

const enabled = true;
const provider = (name: string) => `PUT ${root}/phone/selected-provider {"provider":"${name}"}`;
const twilio = (settings: string) =>
  `PUT ${root}/sms/providers/twilio {${settings},"auth_token":"t","sid":"AC1"}`;
const templates = `PUT ${root}/sms/templates {"enrollment_message":"e {{code}}","verification_message":"v {{code}}"}`;
const messages = { enrollmentMessage: "e {{code}}", verificationMessage: "v {{code}}" };
const credentials = { sid: "AC1", authToken: "t", ...messages };

// Auth0's own provider makes the same calls, in the recording GuardianPhoneLegacy.
test.each<[string, Properties, string[]]>([
  ["an Action", { provider: "phone-message-hook" }, [provider("phone-message-hook")]],
  [
    "an Action, with messages",
    { provider: "phone-message-hook", options: messages },
    [provider("phone-message-hook"), templates],
  ],
  [
    "a number of Twilio's",
    { provider: "twilio", options: { ...credentials, from: "+15005550006" } },
    [provider("twilio"), twilio('"from":"+15005550006"'), templates],
  ],
  [
    "a Messaging Service of Twilio's",
    { provider: "twilio", options: { ...credentials, messagingServiceSid: "MG1" } },
    [provider("twilio"), twilio('"messaging_service_sid":"MG1"'), templates],
  ],
])("a legacy tenant that sends by %s gets only the settings that are set", async (_, sender, calls) => {
  const stack = await newStack("legacy");
  const state = await stack.up({ phone: { enabled, messageTypes: ["sms"], ...sender } });
  expect(stack.sent().filter((call) => call.startsWith("PUT"))).toEqual([
    `PUT ${root}/sms {"enabled":true}`,
    ...calls,
    `PUT ${root}/phone/message-types {"message_types":["sms"]}`,
  ]);
  expect(state["phone"]).toMatchObject(sender);
});

test.each<[string, Properties]>([
  ["nothing else", {}],
  ["security keys", { webauthnRoaming: { enabled } }],
  ["security keys with a setting", { webauthnRoaming: { enabled, userVerification: "required" } }],
  ["device biometrics", { webauthnPlatform: { enabled, overrideRelyingParty: false } }],
  ["push by Guardian", { push: { enabled, provider: "guardian" } }],
  ["push by an app", { push: { enabled, provider: "direct", directApns: apns } }],
  ["push by Amazon SNS", { push: { enabled, provider: "sns", amazonSns: sns } }],
  ["push that is off", { push: { enabled: false } }],
])("an unchanged tenant with %s shows no difference after a refresh", async (_, inputs) => {
  const stack = await newStack();
  const state = await stack.up(inputs);
  expect(stack.changes()).toBe("DIFF_NONE");
  expect(await stack.refresh()).toEqual(state);
  expect(stack.changes()).toBe("DIFF_NONE");
});
