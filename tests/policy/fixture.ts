import { plivoAction } from "../../senders/plivo/action.ts";
import type { Declared } from "../../policy/Declared.ts";

const token = "f".repeat(31) + "0";

/** A resource as the pack sees it. */
export function declared(
  kind: string,
  name: string,
  properties: Record<string, unknown>,
  {
    stack = "prod",
    protect = true,
    ignored = [],
  }: Partial<Pick<Declared, "stack" | "protect" | "ignored">> = {},
): Declared {
  const urn = `urn:pulumi:${stack}::auth0-phone-mfa::a:index:B$auth0:index/x:${kind}::${name}`;
  return { kind, name, urn, stack, properties, protect, ignored };
}

/** A production stack that breaks no rule: unified, Twilio. */
export function fixture(): Declared[] {
  return [
    declared("Client", "spa", {
      name: "Twilio MFA",
      callbacks: ["https://app.example.com"],
      allowedLogoutUrls: ["https://app.example.com"],
      webOrigins: ["https://app.example.com"],
    }),
    declared("PhoneProvider", "sender", {
      name: "twilio",
      configuration: { sid: `AC${"0".repeat(32)}`, deliveryMethods: ["text"], defaultFrom: "+15005550006" },
      credentials: { authToken: token },
    }),
    ...["otp_enroll", "otp_verify"].map((type) =>
      declared("PhoneNotificationTemplate", type, {
        type,
        content: { body: { text: "{{code}} is your code", voice: "{{ code | split: '' }}" } },
      }),
    ),
    guardian({ enabled: true, messageTypes: ["sms"] }),
    declared("PhoneNumber", "+15005550006", { phoneNumber: "+15005550006" }),
  ];
}

/** The same with Plivo's Action, on a legacy tenant. */
export function legacyPlivoFixture(): Declared[] {
  return [
    ...fixture().filter(
      ({ kind }) => !/^Phone(Provider|NotificationTemplate)$/.test(kind) && kind !== "Guardian",
    ),
    declared("Action", "send-phone-message", {
      code: plivoAction.code,
      runtime: "node22",
      secrets: [
        { name: "PLIVO_AUTH_TOKEN", value: token },
        { name: "PLIVO_FROM", value: "+15005550006" },
      ],
    }),
    declared("TriggerAction", "send-phone-message", { trigger: "send-phone-message" }),
    guardian({
      enabled: true,
      messageTypes: ["sms"],
      provider: "phone-message-hook",
      options: { enrollmentMessage: "{{code}}", verificationMessage: "{{code}}" },
    }),
  ];
}

/** What ignores the tenant's other factors. */
const guardian = (phone: object): Declared =>
  declared("Guardian", "mfa", { policy: "all-applications", phone }, { ignored: ["email", "otp"] });

/**
 * A bag in which a part of the Guardian is managed elsewhere, although the Guardian still holds a value for
 * it.
 */
export const ignoring = (bag: Declared[], setting: "policy" | "phone"): Declared[] =>
  bag.map((one) => (one.kind === "Guardian" ? { ...one, ignored: [setting, ...one.ignored] } : one));

/** A bag with one resource's properties changed. */
export function changed(
  bag: Declared[],
  kind: string,
  name: string,
  change: (properties: Record<string, unknown>) => unknown,
): Declared[] {
  return bag.map((one) =>
    one.kind === kind && one.name === name
      ? { ...one, properties: { ...one.properties, ...(change(structuredClone(one.properties)) as object) } }
      : one,
  );
}

/** A bag without a resource. */
export const without = (bag: Declared[], kind: string, name: string): Declared[] =>
  bag.filter((one) => one.kind !== kind || one.name !== name);
