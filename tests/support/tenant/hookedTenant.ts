import type { Hook, HookStep } from "../../../components/hooks/Hook.ts";
import type { DeclaredPhone, KnownSender } from "../../../components/hooks/Hook.ts";
import { parts } from "../../../configuration/parts.ts";
import type { Managed } from "../../../configuration/parts.ts";
import type { PhoneExperience } from "../../../mfa/phoneExperience.ts";
import { TenantCalls } from "../../../components/hooks/TenantCalls.ts";
import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import { FakeTransport, json } from "../http/fakeTransport.ts";

/** A tenant's responses, by `METHOD /path`; a number is an error with that status. Other calls return 204. */
export type Answers = Readonly<Record<string, unknown>>;

/** One response after the other; the last one repeats. */
export class InTurn {
  readonly #answers: unknown[];

  constructor(...answers: unknown[]) {
    this.#answers = answers;
  }

  next(): unknown {
    return this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
  }
}

/** The refusal of a token that lacks a scope. */
export class WithoutScope {
  readonly scope: string;

  constructor(scope: string) {
    this.scope = scope;
  }
}

export const access = {
  domain: "tenant.eu.auth0.com",
  clientId: undefined,
  clientSecret: undefined,
  apiToken: "a-token",
  apiTokenFrom: "AUTH0_API_TOKEN" as const,
  audience: undefined,
};

/** The result of a hook. */
export interface Ran {
  /** Each call as `METHOD /path?query body`. */
  calls: string[];
  writes: string[];
  /** The log of its resource. */
  told: string[];
  warned: string[];
}

/** No Action runs in the login flow, if the test does not say otherwise. */
const nothingBound: Answers = { "GET /actions/triggers/post-login/bindings": { bindings: [] } };

/** A tenant's Management API that responds as the test says, and the calls that it received. */
export function tenantApi(answers: Answers): { api: ManagementApi; calls: string[] } {
  const calls: string[] = [];
  const transport = new FakeTransport(({ path, method, body }) => {
    const [pathname = "", query] = path.replace("/api/v2", "").split("?");
    const sent = typeof body === "string" ? ` ${body}` : "";
    calls.push(`${method} ${pathname}${query === undefined ? "" : `?${query}`}${sent}`);
    const given = { ...nothingBound, ...answers }[`${method} ${pathname}`];
    const answer = given instanceof InTurn ? given.next() : given;
    if (answer instanceof WithoutScope)
      return json({ message: `Insufficient scope, expected any of: ${answer.scope}` }, 403);
    if (typeof answer === "number") return json({ message: "no" }, answer);
    return answer === undefined ? new Response(null, { status: 204 }) : json(answer);
  });
  return { api: new ManagementApi(access, transport), calls };
}

/** Runs a hook before the write that `step` describes. */
export async function ranOn(
  hook: Hook,
  answers: Answers,
  step: Partial<HookStep> & { isPreview?: boolean } = {},
): Promise<Ran> {
  const { api, calls } = tenantApi(answers);
  const told: string[] = [];
  const tell = step.isPreview === true ? undefined : (written: string) => void told.push(written);
  const warned: string[] = [];
  const ran: Ran = { calls, writes: [], told, warned };
  await hook.run({
    id: "",
    name: "",
    news: {},
    olds: {},
    known: {},
    declared: {
      stack: "dev",
      ownershipTag: () => Promise.resolve("tag"),
      phoneExperience: "unified",
      managed: parts,
      actionsWithoutMfa: [],
      allowWeakening: false,
      twilio: undefined,
    },
    sent: new Set(),
    isLeftOut: false,
    ...step,
    tenant: new TenantCalls(api, hook.purpose, { tell, warn: (sentences) => void warned.push(sentences) }),
  });
  return { ...ran, writes: calls.filter((call) => !call.startsWith("GET")) };
}

export const twilio: KnownSender = {
  provider: {
    name: "twilio",
    configuration: { sid: "AC1", deliveryMethods: ["text"], defaultFrom: "+1" },
    credentials: { authToken: "new-token" },
  },
  factor: { provider: "twilio", options: { sid: "AC1", authToken: "new-token", from: "+1" } },
};

export const plivo: KnownSender = {
  provider: { name: "custom", configuration: { deliveryMethods: ["text"] }, credentials: {} },
  factor: { provider: "phone-message-hook", options: {} },
  action: {
    name: "Ours",
    code: "code",
    runtime: "node22",
    deploy: true,
    supportedTriggers: { id: "custom-phone-provider", version: "v1" },
    secrets: [{ name: "TOKEN", value: "new" }],
  },
};

/** What a program declares: Always, the factor on by SMS, Twilio as the sender. */
export function declaring({
  sender = twilio,
  phoneExperience = "unified",
  managed = parts,
  actionsWithoutMfa = [],
  allowWeakening = false,
  ...phone
}: Partial<Omit<DeclaredPhone, "sender">> & {
  sender?: KnownSender;
  managed?: readonly Managed[];
  actionsWithoutMfa?: readonly string[];
  allowWeakening?: boolean;
  phoneExperience?: PhoneExperience;
} = {}): HookStep["declared"] {
  return {
    stack: "dev",
    ownershipTag: () => Promise.resolve("tag"),
    phoneExperience,
    managed,
    actionsWithoutMfa,
    allowWeakening,
    twilio: undefined,
    phone: {
      mfa: {
        policy: "always",
        factors: { sms: true },
        deliveryMethods: ["sms"],
        sender: { kind: "twilio", deliveryMethods: ["sms"], supports: ["sms", "voice"] },
      },
      haveCredentialsArrived: () => Promise.resolve(true),
      accountFault: () => Promise.resolve(undefined),
      ...phone,
      sender: () => Promise.resolve(sender),
    },
  };
}
