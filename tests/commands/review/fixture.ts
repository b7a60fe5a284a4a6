import { parts } from "../../../configuration/parts.ts";
import type { Part } from "../../../configuration/parts.ts";
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
  Stash: "pulumi:index:Stash",
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
    removals: [],
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
    managed: parts,
    paths: [],
    ...of,
  };
}

/** An unchanged resource. */
export function same(kind: string, name: string, inputs: Values, more: Partial<State> = {}): Step {
  const state = stateOf(inputs, more);
  return step("same", kind, name, { before: state, after: state });
}

export function create(kind: string, name: string, inputs: Values = {}, more: Partial<State> = {}): Step {
  return step("create", kind, name, { after: stateOf(inputs, more) });
}

/** The hooks that remove an Auth0 resource that the stack no longer declares. */
const takenBackBy = (...removals: State["removals"]): Partial<State> => ({ retainOnDelete: true, removals });

/** The Guardian's settings that the stack does not own. */
export const others = ["email", "otp", "recoveryCode", "webauthnRoaming", "webauthnPlatform", "duo", "push"];

const text = "{{code}} is your code";

/** A deployed stack: policy Always, the factor on with SMS and voice, sent by Twilio. Nothing changes. */
export function fixture(): Step[] {
  const template = (type: string) => ({
    type,
    disabled: false,
    content: { syntax: "liquid", body: { text, voice: text } },
  });
  return [
    same("Stash", "tenant", { input: { domain: "tenant.eu.auth0.com", ownershipTag: "tag" } }),
    ...fixtureClient(),
    same(
      "PhoneProvider",
      "sender",
      {
        name: "twilio",
        disabled: false,
        configuration: {
          sid: `AC${"1".repeat(32)}`,
          defaultFrom: "+15550100001",
          deliveryMethods: ["text", "voice"],
        },
        credentials: { authToken: "[secret]" },
      },
      takenBackBy("sender-removal"),
    ),
    same("Stash", "sender-credentials", { input: "[secret]" }),
    same("PhoneNotificationTemplate", "enrollment", template("otp_enroll"), takenBackBy("template-removal")),
    same(
      "PhoneNotificationTemplate",
      "verification",
      template("otp_verify"),
      takenBackBy("template-removal"),
    ),
    same(
      "Guardian",
      "mfa",
      { policy: "all-applications", phone: { enabled: true, messageTypes: ["sms", "voice"] } },
      {
        ...takenBackBy("policy-removal", "factor-removal"),
        ignoreChanges: others,
        dependencies: [urnOf("PhoneProvider", "sender"), urnOf("Stash", "sender-credentials")],
      },
    ),
  ];
}

const fixtureClient = (): Step[] => [
  same(
    "Client",
    "spa",
    {
      name: "Shop",
      callbacks: ["https://app.example.com"],
      allowedLogoutUrls: ["https://app.example.com"],
      webOrigins: ["https://app.example.com"],
      grantTypes: ["authorization_code", "refresh_token"],
      oidcConformant: true,
      jwtConfiguration: { alg: "RS256" },
      refreshToken: { rotationType: "rotating", expirationType: "expiring" },
    },
    takenBackBy("client-removal"),
  ),
  same("Stash", "spa-registration", { input: "client ID" }),
];

/** The same stack sending with Plivo. */
export function plivoFixture(): Step[] {
  const provider = {
    name: "custom",
    configuration: { deliveryMethods: ["text", "voice"] },
    credentials: {},
  };
  return [
    ...withInputs(fixture(), "PhoneProvider", "sender", provider),
    plivoAction("custom-phone-provider", "Send phone messages with Plivo"),
  ];
}

/** A legacy tenant's stack: sender and messages are part of the factor. */
function legacyFixture(provider: string, options: Values): Step[] {
  const messages = { enrollmentMessage: text, verificationMessage: text };
  const phone = { enabled: true, messageTypes: ["sms"], provider, options: { ...messages, ...options } };
  return withInputs(fixture(), "Guardian", "mfa", { policy: "all-applications", phone }).filter(
    ({ kind }) => kind !== "PhoneProvider" && kind !== "PhoneNotificationTemplate",
  );
}

/** Such a stack sending with Twilio. */
export const legacyTwilioFixture = (): Step[] =>
  legacyFixture("twilio", { sid: `AC${"1".repeat(32)}`, from: "+15550100001", authToken: "[secret]" });

/** Such a stack sending with Plivo. */
export function legacyPlivoFixture(): Step[] {
  const trigger = "send-phone-message";
  const name = "Send phone messages with Plivo (legacy)";
  const binding = { trigger, displayName: name, actionId: "act_1" };
  return [
    ...legacyFixture("phone-message-hook", {}),
    plivoAction(trigger, name),
    same("TriggerAction", trigger, binding, takenBackBy("binding-removal")),
  ];
}

function plivoAction(trigger: string, name: string): Step {
  const secrets = ["PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "PLIVO_FROM"];
  return same(
    "Action",
    trigger,
    {
      name,
      code: "one();\ntwo();\n",
      runtime: "node22",
      deploy: true,
      supportedTriggers: { id: trigger, version: "v1" },
      secrets: secrets.map((secret) => ({ name: secret, value: "[secret]" })),
    },
    takenBackBy("action-removal"),
  );
}

/** A deployed stack with other values of one resource. */
export const withInputs = (steps: readonly Step[], kind: string, name: string, inputs: Values): Step[] =>
  on(steps, kind, name, (one) => same(kind, name, inputs, optionsOf(one)));

/** The same steps of a stack whose configuration leaves some parts out. */
export const without = (steps: readonly Step[], ...left: readonly Part[]): Step[] =>
  steps.map((one) => ({ ...one, managed: parts.filter((part) => !left.includes(part)) }));

type Edit = (inputs: Values) => void;

/** Changes a resource's inputs; the caller names the paths that the engine would report. */
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

/** Changes only a resource's options: the engine reports that as unchanged. */
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

/** The same change with other states, for values that the engine hides. */
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
  const { protect = false, retainOnDelete = false, removals = [] } = after ?? {};
  const { ignoreChanges = [], dependencies = [] } = after ?? {};
  return { protect, retainOnDelete, removals, ignoreChanges, dependencies };
}

/** The review of some steps. */
export function review(
  steps: readonly Step[],
  { stack = "dev", known, ...ended }: Partial<Reviewed> & { known?: readonly RiskRule[] } = {},
): Review {
  const preview: Preview = { steps, errors: [], mfaActions: [], gaps: [] };
  return reviewOf({ stack, preview, succeeded: true, violations: [], ...ended }, known);
}
