import fc from "fast-check";
import { goodPlivoValues, goodValues } from "../settings/source.ts";

/** A configuration as a stack file has it. */
export type Stack = Readonly<Record<string, unknown>>;

const app = "https://app.example.com";
const numbers = ["+14155552671", "+14155552672", "+442071838750"];
const messages = ["{{code}} is your code", "Your code for {{friendly_name}}: {{code}}"];
const parts = ["application", "sender", "messages", "factor", "policy"];

/** What a stack's messages come from. */
const origins = (number: string): Record<"number" | "service" | "own service", Stack> => ({
  number: { twilioFrom: number },
  service: { twilioMessagingServiceSid: `MG${"a".repeat(32)}` },
  "own service": ownService(number),
});

const ownService = (...numbers: string[]): Stack => ({ twilioMessaging: { service: true, numbers } });

/** Correct stacks, each with an application, MFA and a sender. */
export const stacks: fc.Arbitrary<Stack> = fc
  .record(
    {
      phoneExperience: fc.constantFrom("unified", "legacy"),
      sender: fc.constantFrom("twilio", "plivo"),
      mfaPolicy: fc.constantFrom("always", "adaptive", "never"),
      several: fc.boolean(),
      appName: fc.constantFrom("Shop", "Twilio MFA Test"),
      callbackUrls: fc.constantFrom([app], [app, `${app}/callback`], ["http://localhost:3000"]),
      logoutUrls: fc.constantFrom([], [app]),
      webOrigins: fc.constantFrom([], [app]),
      voice: fc.boolean(),
      number: fc.constantFrom(...numbers),
      origin: fc.constantFrom("number", "service", "own service"),
      existingClientId: fc.constantFrom(undefined, "abcdefghijklmnopqrstuvwxyz012345"),
      otherFactors: fc.constantFrom(undefined, { otp: true }, { otp: false, "recovery-code": true }),
      enrollmentMessage: fc.constantFrom(undefined, ...messages),
      verificationMessage: fc.constantFrom(undefined, ...messages),
      allowWeakening: fc.constantFrom(undefined, true),
      actionsWithoutMfa: fc.constantFrom(undefined, ["Add a claim"]),
      protect: fc.constantFrom(undefined, true, false),
      manageAll: fc.boolean(),
    },
    { noNullPrototype: true },
  )
  .map(({ several, voice, number, origin, manageAll, existingClientId, ...own }) => {
    const { appName, callbackUrls, logoutUrls, webOrigins, ...rest } = own;
    const application = { appName, callbackUrls, logoutUrls, webOrigins };
    const sends = rest.sender === "plivo" ? { plivoFrom: number } : origins(number)[origin];
    return {
      ...rest,
      ...sends,
      ...(several
        ? { applications: { spa: application, admin: { ...application, appName: "Admin" } } }
        : { ...application, existingClientId, ...(existingClientId && { manageUrls: true }) }),
      delivery: voice && "twilioFrom" in sends ? ["sms", "voice"] : ["sms"],
      manage: manageAll ? undefined : parts,
    };
  });

/** The configuration as the program reads it. */
export function valuesOf(stack: Stack): Record<string, string> {
  const account = stack["sender"] === "plivo" ? goodPlivoValues : goodValues;
  const namespaced = Object.entries(account).filter(([key]) => !key.startsWith("auth0-phone-mfa:"));
  const own = Object.entries(stack).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [
          [
            key.includes(":") ? key : `auth0-phone-mfa:${key}`,
            typeof value === "string" ? value : JSON.stringify(value),
          ],
        ],
  );
  return Object.fromEntries([...namespaced, ...own]) as Record<string, string>;
}

/** A change of a stack; `undefined` if it does not apply to this one. */
export type Edit = (stack: Stack) => Stack | undefined;

const isSingle = (stack: Stack) => stack["applications"] === undefined;
const listOf = (stack: Stack, key: string) => stack[key] as string[];
const withUrls =
  (key: string, ...urls: string[]): Edit =>
  (stack) =>
    isSingle(stack) && !urls.some((url) => listOf(stack, key).includes(url))
      ? { ...stack, [key]: [...listOf(stack, key), ...urls] }
      : undefined;
const set =
  (key: string, value: unknown, condition: (stack: Stack) => boolean = () => true): Edit =>
  (stack) =>
    condition(stack) && stack[key] !== value ? { ...stack, [key]: value } : undefined;
const isTwilio = ({ sender }: Stack) => sender === "twilio";
/** Plivo and a Messaging Service send no voice calls. */
const canCall = ({ twilioFrom }: Stack) => twilioFrom !== undefined;

/** Changes that lock nobody out and weaken nothing. */
export const harmless: Readonly<Record<string, Edit>> = {
  "another name": set(
    "appName",
    "Another",
    (stack) => isSingle(stack) && stack["existingClientId"] === undefined,
  ),
  "a callback more": withUrls("callbackUrls", `${app}/more`),
  "a callback of a new host": withUrls("callbackUrls", "https://new.example.org/callback"),
  "a logout URL more": withUrls("logoutUrls", `${app}/bye`),
  "no logout URL": set(
    "logoutUrls",
    [],
    (stack) => isSingle(stack) && listOf(stack, "logoutUrls").length > 0,
  ),
  "a web origin more": withUrls("webOrigins", "https://new.example.org"),
  "an application more": (stack) =>
    isSingle(stack)
      ? undefined
      : {
          ...stack,
          applications: {
            ...(stack["applications"] as object),
            help: { appName: "Help", callbackUrls: ["https://help.example.com"] },
          },
        },
  "another message": set("verificationMessage", "Type {{code}} to sign in"),
  "another enrollment message": set("enrollmentMessage", "Type {{code}} to enroll"),
  "a stronger policy": set("mfaPolicy", "always"),
  "voice too": set(
    "delivery",
    ["sms", "voice"],
    (stack) => canCall(stack) && listOf(stack, "delivery").length === 1,
  ),
  "another sender": ({ twilioFrom: _, twilioMessagingServiceSid: __, twilioMessaging: ___, ...stack }) =>
    isTwilio(stack) && listOf(stack, "delivery").length === 1
      ? { ...stack, sender: "plivo", plivoFrom: "+14155550113" }
      : undefined,
  "another number of Twilio's": set(
    "twilioFrom",
    "+14155550111",
    ({ twilioFrom }) => twilioFrom !== undefined,
  ),
  "a Messaging Service of the stack's own in place of a number": ({ twilioFrom, ...stack }) =>
    typeof twilioFrom === "string" && !listOf(stack, "delivery").includes("voice")
      ? { ...stack, ...ownService(twilioFrom) }
      : undefined,
  "another number in it": set(
    "twilioMessaging",
    { service: true, numbers: ["+14155550111"] },
    ({ twilioMessaging }) => twilioMessaging !== undefined,
  ),
  "another number of Plivo's": set("plivoFrom", "+14155550113", ({ plivoFrom }) => plivoFrom !== undefined),
  "another token": (stack) => ({
    ...stack,
    ...(isTwilio(stack)
      ? { "twilio:authToken": "0123456789abcdef0123456789abcdef" }
      : { "plivo:authToken": "another-plivo-token" }),
  }),
  "a recovery code": set(
    "otherFactors",
    { "recovery-code": true },
    ({ otherFactors }) => otherFactors === undefined,
  ),
  protect: set("protect", true),
  "the messages handed over": (stack) =>
    stack["phoneExperience"] === "unified"
      ? { ...stack, manage: parts.filter((part) => part !== "messages") }
      : undefined,
};

/** Changes that must be reported, and the least grave verdict that the review may give. */
export const harmful: Readonly<
  Record<string, { edit: Edit; verdict: "weakens security" | "may lock users out" }>
> = {
  "all callbacks replaced": {
    edit: set("callbackUrls", ["https://elsewhere.example.com"], isSingle),
    verdict: "may lock users out",
  },
  "SMS taken out": {
    edit: set(
      "delivery",
      ["voice"],
      (stack) =>
        canCall(stack) && listOf(stack, "delivery").includes("sms") && stack["mfaPolicy"] !== "never",
    ),
    verdict: "may lock users out",
  },
  "MFA turned off": {
    edit: set("mfaPolicy", "never", ({ mfaPolicy }) => mfaPolicy !== "never"),
    verdict: "weakens security",
  },
  "a wildcard": {
    edit: (stack) => {
      const changed = withUrls("callbackUrls", "https://*.example.org/callback")(stack);
      return changed && { ...changed, allowWildcards: true };
    },
    verdict: "weakens security",
  },
  "an authenticator app turned off": {
    edit: set(
      "otherFactors",
      { otp: false, "recovery-code": true },
      ({ otherFactors }) => (otherFactors as { otp?: boolean } | undefined)?.otp === true,
    ),
    verdict: "weakens security",
  },
};
