import { copy } from "../json.ts";
import type { JsonObject } from "../json.ts";

export const authenticationMethods = {
  passkey: { enabled: false },
  password: { enabled: true, api_behavior: "required", signup_behavior: "allow" },
};

/** The default password requirements (recorded minimal create, August 2026). */
export const passwordOptions: JsonObject = {
  complexity: {
    min_length: 15,
    character_types: [],
    character_type_rule: "all",
    identical_characters: "allow",
    sequential_characters: "allow",
    max_length_exceeded: "error",
  },
  profile_data: {
    active: false,
    blocked_fields: [
      "name",
      "username",
      "nickname",
      "email",
      "phone_number",
      "user_metadata.name",
      "user_metadata.first",
      "user_metadata.last",
    ],
  },
  history: { active: false, size: 3 },
  dictionary: { active: false, custom: [], default: "en_100k" },
};

/** A database connection's defaults for omitted options (recorded minimal create, August 2026). */
export function databaseDefaults(): JsonObject {
  return {
    mfa: { active: true, return_enroll_settings: true },
    password_options: copy(passwordOptions),
    passkey_options: {
      challenge_ui: "both",
      local_enrollment_enabled: true,
      progressive_enrollment_enabled: true,
    },
    strategy_version: 2,
    authentication_methods: copy(authenticationMethods),
    brute_force_protection: true,
  };
}

/** An API's defaults for omitted settings. */
export function resourceServerDefaults(): JsonObject {
  return {
    allow_offline_access: false,
    skip_consent_for_verifiable_first_party_clients: false,
    subject_type_authorization: { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } },
    token_lifetime: 86_400,
    token_lifetime_for_web: 7_200,
    signing_alg: "RS256",
  };
}
