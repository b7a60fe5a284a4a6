import { z } from "zod";
import { mergePatch, omit, withoutNulls } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { ok } from "./endpoint.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

const text = z.string().nullable().optional();
const duo = z.strictObject({ ikey: text, skey: text, host: text });
const pushProvider = z.strictObject({ provider: z.enum(["guardian", "sns", "direct"]) });

const webauthn = z
  .strictObject({
    userVerification: z.enum(["discouraged", "preferred", "required"]),
    overrideRelyingParty: z.boolean(),
    relyingPartyIdentifier: z.string(),
  })
  .partial();

const read = ["read:guardian_factors"];
const write = ["update:guardian_factors"];

const duoSettings: Endpoint[] = [
  {
    method: "GET",
    path: "/guardian/factors/duo/settings",
    scopes: read,
    run: ({ state }) => ok(state.guardian.duo),
  },
  {
    method: "PUT",
    path: "/guardian/factors/duo/settings",
    scopes: write,
    run: ({ state, body }) => ok((state.guardian.duo = withoutNulls(checked(duo, body)))),
  },
  {
    method: "PATCH",
    path: "/guardian/factors/duo/settings",
    scopes: write,
    run: ({ state, body }) => ok((state.guardian.duo = mergePatch(state.guardian.duo, checked(duo, body)))),
  },
];

const webauthnDefaults = {
  userVerification: "discouraged",
  overrideRelyingParty: false,
  relyingPartyIdentifier: "",
};

function webauthnSettings(factor: string): Endpoint[] {
  const path = `/guardian/factors/${factor}/settings`;
  const get = ({ state }: Call): JsonObject => ({ ...webauthnDefaults, ...state.guardian.webauthn[factor] });
  const set = (call: Call): JsonObject => {
    call.state.guardian.webauthn[factor] = { ...get(call), ...checked(webauthn, call.body) };
    return get(call);
  };
  return [
    { method: "GET", path, scopes: read, run: (call) => ok(get(call)) },
    { method: "PUT", path, scopes: write, run: (call) => ok(set(call)) },
    { method: "PATCH", path, scopes: write, run: (call) => ok(set(call)) },
  ];
}

/** Members of a push provider that are never returned [API: guardian, push notification providers]. */
const pushSecrets: Record<string, string[]> = {
  apns: ["p12"],
  fcm: ["server_key"],
  fcmv1: ["server_credentials"],
  sns: [],
};

function pushProviderSettings(name: string, secrets: string[]): Endpoint[] {
  const path = `/guardian/factors/push-notification/providers/${name}`;
  const view = ({ state }: Call): JsonObject => {
    const settings = state.guardian.push.providers[name] ?? {};
    // APNS reports whether it has a certificate instead of returning it.
    const enabled = name === "apns" ? { enabled: settings["p12"] !== undefined } : {};
    return { ...omit(settings, secrets), ...enabled };
  };
  const set = (call: Call, before: JsonObject): JsonObject => {
    const sent = checked(z.record(z.string(), z.unknown()), call.body);
    call.state.guardian.push.providers[name] = mergePatch(before, sent);
    return view(call);
  };
  return [
    { method: "GET", path, scopes: read, run: (call) => ok(view(call)) },
    { method: "PUT", path, scopes: write, run: (call) => ok(set(call, {})) },
    {
      method: "PATCH",
      path,
      scopes: write,
      run: (call) => ok(set(call, call.state.guardian.push.providers[name] ?? {})),
    },
  ];
}

const pushSelection: Endpoint[] = [
  {
    method: "GET",
    path: "/guardian/factors/push-notification/selected-provider",
    scopes: read,
    run: ({ state }) => ok({ provider: state.guardian.push.selectedProvider }),
  },
  {
    method: "PUT",
    path: "/guardian/factors/push-notification/selected-provider",
    scopes: write,
    run: ({ state, body }) => {
      const sent = checked(pushProvider, body);
      state.guardian.push.selectedProvider = sent.provider;
      return ok(sent);
    },
  },
];

const customApp = z.strictObject({ app_name: text, apple_app_link: text, google_app_link: text });

/**
 * The app that shows push notifications is a setting of its prompt [configure-push-notifications-for-mfa].
 */
const pushApp: Endpoint[] = [
  {
    method: "GET",
    path: "/prompts/mfa-push",
    scopes: ["read:prompts"],
    run: ({ state }) => ok(state.guardian.push.customApp),
  },
  {
    method: "PATCH",
    path: "/prompts/mfa-push",
    scopes: ["update:prompts"],
    run: ({ state: { guardian }, body }) =>
      ok((guardian.push.customApp = mergePatch(guardian.push.customApp, checked(customApp, body)))),
  },
];

/** Settings of the factors that are not phone messages. */
export const guardianSettings: Endpoint[] = [
  ...duoSettings,
  ...webauthnSettings("webauthn-roaming"),
  ...webauthnSettings("webauthn-platform"),
  ...pushSelection,
  ...pushApp,
  ...Object.entries(pushSecrets).flatMap(([name, secrets]) => pushProviderSettings(name, secrets)),
];
