import type { Preview, State, Step } from "../../../preview/Preview.ts";
import { parsePath } from "../../../preview/paths.ts";
import { reviewOf } from "../../../commands/review/reviewOf.ts";
import type { Reviewed } from "../../../commands/review/reviewOf.ts";
import type { Review } from "../../../commands/review/Review.ts";
import type { RiskRule } from "../../../commands/review/risks/RiskRule.ts";

const types: Readonly<Record<string, string>> = {
  Client: "auth0:index/client:Client",
  PhoneProvider: "auth0:index/phoneProvider:PhoneProvider",
  PhoneNotificationTemplate: "auth0:index/phoneNotificationTemplate:PhoneNotificationTemplate",
  Guardian: "auth0:index/guardian:Guardian",
  Action: "auth0:index/action:Action",
  TriggerAction: "auth0:index/triggerAction:TriggerAction",
  MessagingService: "twilio:index/messagingService:MessagingService",
  MessagingPhoneNumber: "twilio:index/messagingPhoneNumber:MessagingPhoneNumber",
  PhoneNumber: "twilio:index/phoneNumber:PhoneNumber",
  Resource: "pulumi-nodejs:dynamic:Resource",
};

const urnOf = (kind: string, name: string): string =>
  `urn:pulumi:dev::auth0-phone-mfa::auth0-phone-mfa:index:Part$${types[kind] ?? kind}::${name}`;

type Values = Record<string, unknown>;

export function stateOf(inputs: Values, more: Partial<State> = {}): State {
  return {
    custom: true,
    external: false,
    inputs,
    outputs: inputs,
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    hideDiff: [],
    parent: "",
    dependencies: [],
    ...more,
  };
}

function step(op: string, kind: string, name: string, of: Partial<Step>): Step {
  return {
    op,
    urn: urnOf(kind, name),
    type: types[kind] ?? kind,
    kind,
    name,
    before: undefined,
    after: undefined,
    paths: [],
    ...of,
  };
}

/** A resource that stays as it is. */
export function same(kind: string, name: string, inputs: Values, more: Partial<State> = {}): Step {
  const state = stateOf(inputs, more);
  return step("same", kind, name, { before: state, after: state });
}

export function create(kind: string, name: string, inputs: Values = {}, more: Partial<State> = {}): Step {
  return step("create", kind, name, { after: stateOf(inputs, more) });
}

/** What a helper of the program's holds. */
const helper = {
  __provider: 'exports.handler = () => require(process.cwd() + "/components/hooks/teardown.ts");',
};

const others = [
  "phone",
  "email",
  "otp",
  "recoveryCode",
  "webauthnRoaming",
  "webauthnPlatform",
  "duo",
  "push",
];
const text = "{{code}} is your code";

/** A stack that is up: policy Always, the factor on by SMS and voice, sent by Twilio. Nothing of it changes. */
export function happy(): Step[] {
  const template = (type: string) => ({
    type,
    disabled: false,
    content: { syntax: "liquid", body: { text, voice: text } },
  });
  const guardian = { policy: "all-applications", phone: { enabled: true, messageTypes: ["sms", "voice"] } };
  return [
    same("Client", "spa", {
      name: "Shop",
      callbacks: ["https://app.example.com"],
      allowedLogoutUrls: ["https://app.example.com"],
      webOrigins: ["https://app.example.com"],
      grantTypes: ["authorization_code", "refresh_token"],
      oidcConformant: true,
      jwtConfiguration: { alg: "RS256" },
      refreshToken: { rotationType: "rotating", expirationType: "expiring" },
    }),
    same("PhoneProvider", "sender", {
      name: "twilio",
      disabled: false,
      configuration: {
        sid: `AC${"1".repeat(32)}`,
        defaultFrom: "+15550100001",
        deliveryMethods: ["text", "voice"],
      },
      credentials: { authToken: "[secret]" },
    }),
    same("PhoneNotificationTemplate", "factor-enrollment", template("otp_enroll")),
    same("PhoneNotificationTemplate", "factor-verification", template("otp_verify")),
    same("Guardian", "factor", guardian, {
      retainOnDelete: true,
      ignoreChanges: ["policy", ...others.slice(1)],
      dependencies: [urnOf("PhoneProvider", "sender")],
    }),
    same("Guardian", "policy", guardian, {
      retainOnDelete: true,
      ignoreChanges: others,
      dependencies: [urnOf("Guardian", "factor")],
    }),
    ...["sender", "factor", "policy"].map((part) =>
      same("Resource", `${part}-teardown`, { ...helper, part }),
    ),
  ];
}

/** The same stack sending with Plivo. */
export function happyPlivo(): Step[] {
  const secrets = ["PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "PLIVO_FROM"].map((name) => ({
    name,
    value: "[secret]",
  }));
  return [
    ...withInputs(happy(), "PhoneProvider", "sender", {
      name: "custom",
      configuration: { deliveryMethods: ["text", "voice"] },
      credentials: {},
    }),
    same("Action", "custom-phone-provider", {
      name: "Send phone messages with Plivo",
      code: "one();\ntwo();\n",
      runtime: "node22",
      deploy: true,
      supportedTriggers: { id: "custom-phone-provider", version: "v1" },
      secrets,
    }),
  ];
}

const withInputs = (steps: readonly Step[], kind: string, name: string, inputs: Values): Step[] =>
  steps.map((one) => (one.kind === kind && one.name === name ? same(kind, name, inputs) : one));

type Edit = (inputs: Values) => void;

/** Changes a resource's inputs; which paths the engine would name is given. */
export function update(
  steps: readonly Step[],
  kind: string,
  name: string,
  paths: readonly string[],
  edit: Edit,
): Step[] {
  return on(steps, kind, name, (one) => {
    const inputs = structuredClone(one.after?.inputs ?? {});
    edit(inputs);
    return {
      ...one,
      op: "update",
      after: stateOf(inputs, optionsOf(one)),
      paths: pathsOf(paths),
    };
  });
}

/** Changes a resource's options only: the engine calls that the same. */
export const options = (steps: readonly Step[], kind: string, name: string, more: Partial<State>): Step[] =>
  on(steps, kind, name, (one) => ({ ...one, after: { ...(one.after ?? stateOf({})), ...more } }));

export const remove = (
  steps: readonly Step[],
  kind: string,
  name: string,
  more: Partial<State> = {},
): Step[] =>
  on(steps, kind, name, (one) => ({
    ...one,
    op: "delete",
    before: { ...(one.before ?? stateOf({})), ...more },
    after: undefined,
  }));

export const replace = (steps: readonly Step[], kind: string, name: string): Step[] =>
  on(steps, kind, name, (one) => ({ ...one, op: "replace" }));

/** The same change under other states, as where the engine hides a value. */
export const between = (
  steps: readonly Step[],
  kind: string,
  name: string,
  before: Values,
  after: Values,
): Step[] => on(steps, kind, name, (one) => ({ ...one, before: stateOf(before), after: stateOf(after) }));

/** Changes one step. */
export function on(steps: readonly Step[], kind: string, name: string, edit: (one: Step) => Step): Step[] {
  if (!steps.some((one) => one.kind === kind && one.name === name)) throw new Error(`no ${kind} ${name}`);
  return steps.map((one) => (one.kind === kind && one.name === name ? edit(one) : one));
}

export const pathsOf = (paths: readonly string[]): Step["paths"] =>
  paths.map((written) => ({
    path: parsePath(written.replace(/^-/, "")),
    written,
    isGone: written.startsWith("-"),
  }));

function optionsOf({ after }: Step): Partial<State> {
  const { protect = false, retainOnDelete = false, ignoreChanges = [], dependencies = [] } = after ?? {};
  return { protect, retainOnDelete, ignoreChanges, dependencies };
}

/** The review of some steps. */
export function review(
  steps: readonly Step[],
  { stack = "dev", known, ...ended }: Partial<Reviewed> & { known?: readonly RiskRule[] } = {},
): Review {
  const preview: Preview = { steps, errors: [], gaps: [] };
  return reviewOf({ stack, preview, succeeded: true, violations: [], ...ended }, known);
}
