import { onTestFinished } from "vitest";
import { plivoAction } from "../../../senders/plivo/action.ts";
import type { InboxMessage } from "../../../sandbox/inbox/inbox.ts";
import { startSandbox } from "../../../sandbox/index.ts";
import type { SandboxDescription } from "../../../sandbox/index.ts";
import type { Api } from "../../../commands/local/localTenant.ts";
import { managementApi, sandboxApi } from "../../../commands/local/localTenant.ts";
import { MessageStream } from "./messageStream.ts";
import { sharedSigningKey } from "./signingKey.ts";
import { pkce, Visitor } from "../signIn/visitor.ts";

export interface FixtureOptions {
  sender?: "twilio" | "plivo";
  experience?: "unified" | "legacy";
  policy?: "always" | "adaptive" | "never";
  delivery?: ("sms" | "voice")[];
  factor?: boolean;
  clock?: string;
  callback?: string;
  stateFile?: string;
}

const policies = { always: ["all-applications"], adaptive: ["confidence-score"], never: [] };

export const callback = "http://localhost:3000";
export const password = "Correct-horse-7";
export const usNumber = "+14155552671";

/** A tenant for one test, set up as `pulumi up` sets it up, with its SPA and its senders. */
export interface Fixture {
  description: SandboxDescription;
  /** The tenant's plain origin. */
  url: string;
  clientId: string;
  messages: MessageStream;
  /** A Management API call; throws on a refusal. */
  api: Api;
  /** A call to the sandbox's own API. */
  sandbox: Api;
  advance: (seconds: number) => Promise<void>;
  setPolicy: (policy: keyof typeof policies) => Promise<unknown>;
  /** Types of the tenant's log events, oldest first. */
  logTypes: () => Promise<string[]>;
  visitor: () => Visitor;
  /** A user with the usual password. */
  newUser: (email?: string) => Promise<{ user_id: string; email: string }>;
}

/** Starts a fixture; the runner stops it. */
export async function newFixture(options: FixtureOptions = {}): Promise<Fixture> {
  const { experience = "unified", clock, stateFile } = options;
  const sandbox = await startSandbox({
    phoneExperience: experience,
    passwordCost: 2,
    signingKey: await sharedSigningKey(),
    ...(clock === undefined ? {} : { clock }),
    ...(stateFile === undefined ? {} : { stateFile }),
  });
  onTestFinished(() => sandbox.stop());
  const description = sandbox.describe();
  const clientId = await setUp(managementApi(description), description, options);
  return fixtureAround(description, clientId);
}

/** A fixture on a tenant that is set up already. */
export async function fixtureAround(description: SandboxDescription, clientId: string): Promise<Fixture> {
  const url = description.auth0.plainUrl;
  const api = managementApi(description);
  const messages = new MessageStream(description.inbox.url);
  await messages.open();
  onTestFinished(() => {
    messages.close();
  });
  const own = sandboxApi(description);
  let users = 0;
  return {
    description,
    url,
    clientId,
    messages,
    api,
    sandbox: own,
    advance: async (seconds) => {
      await own("POST", "/clock", { advanceSeconds: seconds });
    },
    setPolicy: (policy) => api("PUT", "/guardian/policies", policies[policy]),
    logTypes: () => logTypes(api),
    visitor: () => new Visitor(url),
    newUser: async (email = `user${(users += 1)}@example.com`) =>
      (await own("POST", "/users", { email, password })) as { user_id: string; email: string },
  };
}

/** The tenant returns at most a hundred events at once. */
async function logTypes(api: Api, page = 0): Promise<string[]> {
  const found = (await api("GET", `/logs?sort=date:1&per_page=100&page=${page}`)) as { type: string }[];
  const types = found.map(({ type }) => type);
  return found.length < 100 ? types : [...types, ...(await logTypes(api, page + 1))];
}

async function setUp(api: Api, description: SandboxDescription, options: FixtureOptions): Promise<string> {
  const { experience = "unified", sender = "twilio", delivery = ["sms"], policy = "always" } = options;
  const urls = [options.callback ?? callback];
  const client = (await api("POST", "/clients", {
    name: "Twilio MFA Test",
    app_type: "spa",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    callbacks: urls,
    allowed_logout_urls: urls,
    web_origins: urls,
    oidc_conformant: true,
    refresh_token: { rotation_type: "rotating", expiration_type: "expiring", leeway: 0 },
  })) as { client_id: string };
  if (sender === "plivo") await deployPlivo(api, description, experience);
  if (experience === "unified") await setUnifiedSender(api, description, sender, delivery);
  else await setLegacySender(api, description, sender);
  await api("PUT", "/guardian/factors/phone/message-types", { message_types: delivery });
  await api("PUT", "/guardian/factors/sms", { enabled: options.factor ?? true });
  await api("PUT", "/guardian/policies", policies[policy]);
  return client.client_id;
}

async function deployPlivo(api: Api, { plivo }: SandboxDescription, experience: string): Promise<void> {
  const trigger =
    experience === "unified"
      ? { id: "custom-phone-provider", version: "v1" }
      : { id: "send-phone-message", version: "v2" };
  const action = (await api("POST", "/actions/actions", {
    name: "plivo",
    supported_triggers: [trigger],
    code: plivoAction.code,
    runtime: "node22",
    dependencies: [],
    secrets: [
      { name: "PLIVO_AUTH_ID", value: plivo.authId },
      { name: "PLIVO_AUTH_TOKEN", value: plivo.authToken },
      { name: "PLIVO_FROM", value: plivo.from },
    ],
  })) as { id: string };
  await api("GET", `/actions/actions/${action.id}`);
  await api("POST", `/actions/actions/${action.id}/deploy`);
  if (experience === "unified") return;
  await api("PATCH", "/actions/triggers/send-phone-message/bindings", {
    bindings: [{ ref: { type: "action_id", value: action.id }, display_name: "plivo" }],
  });
}

async function setUnifiedSender(
  api: Api,
  { twilio }: SandboxDescription,
  sender: string,
  delivery: string[],
): Promise<void> {
  const methods = delivery.map((each) => (each === "sms" ? "text" : "voice"));
  await api(
    "POST",
    "/branding/phone/providers",
    sender === "plivo"
      ? { name: "custom", configuration: { delivery_methods: methods }, credentials: {} }
      : {
          name: "twilio",
          configuration: { sid: twilio.accountSid, default_from: twilio.from, delivery_methods: methods },
          credentials: { auth_token: twilio.authToken },
        },
  );
}

async function setLegacySender(api: Api, { twilio }: SandboxDescription, sender: string): Promise<void> {
  const provider = sender === "plivo" ? "phone-message-hook" : "twilio";
  if (sender === "twilio") {
    await api("PUT", "/guardian/factors/phone/providers/twilio", {
      sid: twilio.accountSid,
      auth_token: twilio.authToken,
      from: twilio.from,
    });
  }
  await api("PUT", "/guardian/factors/phone/selected-provider", { provider });
}

/** An authorization request of the SPA's. */
export function authorization(fixture: Fixture, changes: Record<string, string | undefined> = {}) {
  const { verifier, challenge } = pkce();
  const wanted: Record<string, string | undefined> = {
    client_id: fixture.clientId,
    redirect_uri: callback,
    response_type: "code",
    response_mode: "query",
    scope: "openid profile email",
    state: "the-state",
    nonce: "the-nonce",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...changes,
  };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) parameters.set(name, value);
  return { path: `/authorize?${parameters.toString()}`, verifier };
}

/** A token request, in JSON as Auth0's SDKs send it. */
export async function tokens(
  fixture: Fixture,
  form: Record<string, unknown>,
): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const response = await fetch(`${fixture.url}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(form),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body, headers: response.headers };
}

/** Redeems the code in the address that a sign-in ended at. */
export const redeem = (fixture: Fixture, location: string | undefined, verifier: string) =>
  tokens(fixture, {
    grant_type: "authorization_code",
    client_id: fixture.clientId,
    redirect_uri: callback,
    code: new URL(location ?? "http://nowhere").searchParams.get("code"),
    code_verifier: verifier,
  });

export type { InboxMessage };
