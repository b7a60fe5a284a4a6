import { isDeepStrictEqual } from "node:util";
import { notEmulated } from "../errors.ts";
import { copy, isObject, mergePatch } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { ok } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";

interface Setting {
  path: string;
  /** The resource's name in `read:` and `update:` scopes. */
  resource: string;
  method: "PATCH" | "PUT";
  /** What a new tenant has. */
  value: JsonObject;
}

const protection = (path: string, value: JsonObject): Setting => ({
  path: `/attack-protection/${path}`,
  resource: "attack_protection",
  method: "PATCH",
  value,
});

/** From a recorded tenant, or the defaults in [secure/attack-protection]. */
const settings: Setting[] = [
  protection("breached-password-detection", {
    enabled: false,
    shields: [],
    admin_notification_frequency: [],
    method: "standard",
    stage: { "pre-user-registration": { shields: [] }, "pre-change-password": { shields: [] } },
  }),
  protection("brute-force-protection", {
    enabled: true,
    shields: ["block", "user_notification"],
    mode: "count_per_identifier_and_ip",
    allowlist: [],
    max_attempts: 10,
  }),
  protection("suspicious-ip-throttling", {
    enabled: true,
    shields: ["admin_notification", "block"],
    allowlist: [],
    stage: {
      "pre-login": { max_attempts: 100, rate: 864_000 },
      "pre-user-registration": { max_attempts: 50, rate: 1_200 },
    },
  }),
  protection("bot-detection", {
    bot_detection_level: "medium",
    challenge_password_policy: "never",
    challenge_passwordless_policy: "never",
    challenge_password_reset_policy: "never",
    allowlist: [],
    monitoring_mode_enabled: false,
  }),
  protection("captcha", { active_provider_id: "auth_challenge", auth_challenge: { fail_open: false } }),
  {
    path: "/risk-assessments/settings",
    resource: "attack_protection",
    method: "PATCH",
    value: { enabled: false },
  },
  {
    path: "/risk-assessments/settings/new-device",
    resource: "attack_protection",
    method: "PATCH",
    value: { remember_for: 30 },
  },
  {
    path: "/supplemental-signals",
    resource: "attack_protection",
    method: "PATCH",
    value: { akamai_enabled: false },
  },
  { path: "/branding", resource: "branding", method: "PATCH", value: {} },
  { path: "/prompts/:prompt/custom-text/:language", resource: "prompts", method: "PUT", value: {} },
  { path: "/prompts/:prompt/partials", resource: "prompts", method: "PUT", value: {} },
];

/** The requested path. */
const named = (path: string, params: Record<string, string>): string =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? "");

/**
 * Accepts the current values, so that an export can be imported again. The login does not support other
 * values, so they are rejected.
 */
const confirm =
  ({ path, method, value }: Setting) =>
  ({ body, params }: Call): Answer => {
    const sent = isObject(body) ? body : {};
    if (!isDeepStrictEqual(mergePatch(value, sent), value))
      throw notEmulated(`${method} /api/v2${named(path, params)} with other values than the defaults`);
    return ok(copy(value));
  };

/** Settings that always keep Auth0's defaults. */
export const fixedSettings: Endpoint[] = settings.flatMap((setting): Endpoint[] => [
  {
    method: "GET",
    path: setting.path,
    scopes: [`read:${setting.resource}`],
    run: () => ok(copy(setting.value)),
  },
  {
    method: setting.method,
    path: setting.path,
    scopes: [`update:${setting.resource}`],
    run: confirm(setting),
  },
]);
