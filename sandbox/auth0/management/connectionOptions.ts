import { createCipheriv, randomBytes } from "node:crypto";
import { badRequest, invalidBody } from "../errors.ts";
import { copy, isObject, mergePatch, omit, pick, withoutNulls } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { passwordPolicies } from "./passwordStrength.ts";
import { authenticationMethods, databaseDefaults, passwordOptions } from "../state/defaults.ts";

/** Authentication methods that were sent are returned in full (recorded create with methods). */
function completeMethods(sent: JsonObject): JsonObject {
  const password = isObject(sent["password"]) ? sent["password"] : authenticationMethods.password;
  const passkey = isObject(sent["passkey"]) ? sent["passkey"] : authenticationMethods.passkey;
  return {
    email_otp: { enabled: false },
    phone_otp: { enabled: false },
    ...sent,
    password: { ...authenticationMethods.password, ...password },
    passkey,
  };
}

/**
 * Custom database settings are returned encrypted, never as they were sent (recorded create with
 * configuration).
 */
function encrypted(configuration: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(configuration).map(([name, value]) => {
      const cipher = createCipheriv("aes-256-gcm", randomBytes(32), randomBytes(12));
      return [
        name,
        Buffer.concat([cipher.update(String(value)), cipher.final(), cipher.getAuthTag()]).toString("base64"),
      ];
    }),
  );
}

/** The older password settings: none of them can be combined with `password_options`. */
const olderPasswordOptions = [
  "passwordPolicy",
  "password_complexity_options",
  "password_history",
  "password_dictionary",
  "password_no_personal_info",
];

/**
 * Options of a new connection. A database gets the omitted ones too, including `password_options`, unless the
 * older policy is sent (recorded creates of both kinds).
 */
export function newOptions(strategy: string, sent: JsonObject): JsonObject {
  const stored = storedOptions(strategy, sent);
  if (strategy !== "auth0") return stored;
  const defaults = databaseDefaults();
  if (!olderPasswordOptions.some((name) => name in stored)) return { ...defaults, ...stored };
  return { ...omit(defaults, ["password_options"]), passwordPolicy: "good", ...stored };
}

/** Options as the server stores them. */
export function storedOptions(strategy: string, sent: JsonObject): JsonObject {
  const options = withoutNulls(sent);
  if (strategy !== "auth0") return options;
  checkAttributes(options);
  checkPasswordPolicy(options);
  const configuration = options["configuration"];
  if (isObject(configuration)) options["configuration"] = encrypted(configuration);
  const passwords = options["password_options"];
  if (isObject(passwords)) options["password_options"] = mergePatch(copy(passwordOptions), passwords);
  const methods = options["authentication_methods"];
  if (isObject(methods)) options["authentication_methods"] = completeMethods(methods);
  return options;
}

/** The older policy is one of five [API: connections, options.passwordPolicy]. */
function checkPasswordPolicy({ passwordPolicy: policy }: JsonObject): void {
  if (policy !== undefined && !passwordPolicies.includes(policy as string))
    throw invalidBody(`'No enum match for: ${JSON.stringify(policy)}' on property options.passwordPolicy`);
}

/**
 * Flexible identifiers and the older username settings exclude each other [API: connections,
 * options.attributes].
 */
function checkAttributes(options: JsonObject): void {
  const attributes = options["attributes"];
  if (!isObject(attributes)) return;
  for (const older of ["validation", "requires_username"]) {
    if (options[older] !== undefined && options[older] !== false)
      throw badRequest(`Cannot set both options.attributes and options.${older}`, "invalid_body");
  }
  const identifies = (attribute: unknown): boolean =>
    isObject(attribute) && isObject(attribute["identifier"]) && attribute["identifier"]["active"] === true;
  if (!Object.values(attributes).some(identifies)) {
    throw badRequest("attributes must contain one active identifier", "invalid_body");
  }
  // An email address is unique unless stated otherwise (recorded create with attributes).
  if (isObject(attributes["email"])) attributes["email"] = { unique: true, ...attributes["email"] };
  for (const [name, attribute] of Object.entries(attributes)) {
    if (!identifies(attribute) || !isObject(attribute)) continue;
    const signup = attribute["signup"];
    if (isObject(signup) && signup["status"] === "inactive") {
      throw badRequest(`attribute ${name} must also be required on signup`, "invalid_body");
    }
  }
}

/**
 * Options that an update keeps if it omits them; all others are removed, because `options` is replaced
 * (recorded update).
 */
const stickyOfDatabases = ["authentication_methods", "passkey_options"];

/** The same for other strategies, where the provider's acceptance tests rely on it. */
const stickyOfOthers = ["connection_settings", "map_user_id_to_id"];

/** Only a create can set email addresses to non-unique (recorded rejection of an update). */
const isNonUniqueEmail = ({ attributes }: JsonObject): boolean =>
  isObject(attributes) && isObject(attributes["email"]) && attributes["email"]["unique"] === false;

/** The options after a PATCH with `options`. */
export function replacedOptions(strategy: string, before: JsonObject, sent: JsonObject): JsonObject {
  if (isNonUniqueEmail(sent) && !isNonUniqueEmail(before)) {
    throw badRequest("cannot add non-unique email attribute", "invalid_body");
  }
  const kept = pick(before, strategy === "auth0" ? stickyOfDatabases : stickyOfOthers);
  return { ...kept, ...storedOptions(strategy, sent) };
}
