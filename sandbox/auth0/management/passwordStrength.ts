import { badRequest } from "../errors.ts";
import { isObject } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { ConnectionRecord } from "../state/tenantState.ts";

/** A connection's password requirements, from either of Auth0's two settings. */
export interface PasswordStrength {
  minimum: number;
  /** The kinds of characters, and how many of them a password must have. */
  kinds: readonly Kind[];
  kindsNeeded: number;
  /** No more than two identical characters in a row. */
  blocksIdentical: boolean;
  /** No three characters in sequence, such as "abc" or "321". */
  blocksSequences: boolean;
}

const characters = {
  lowercase: /[a-z]/,
  uppercase: /[A-Z]/,
  number: /\d/,
  special: /[^a-zA-Z0-9]/,
} as const;

export type Kind = keyof typeof characters;

const everyKind = Object.keys(characters) as Kind[];

const policy = (minimum: number, kinds: readonly Kind[] = [], kindsNeeded = 0, blocksIdentical = false) => ({
  minimum,
  kinds,
  kindsNeeded,
  blocksIdentical,
  blocksSequences: false,
});

/** The older `passwordPolicy` [authenticate/database-connections/password-strength]. */
const policies: Record<string, PasswordStrength> = {
  none: policy(1),
  low: policy(6),
  fair: policy(8, ["lowercase", "uppercase", "number"], 3),
  good: policy(8, everyKind, 3),
  excellent: policy(10, everyKind, 3, true),
};

export const passwordPolicies = Object.keys(policies);

/**
 * A connection's password requirements: its `password_options`, or the older policy
 * [authenticate/database-connections/flexible-password-policy]. The history, dictionary and personal data
 * options are not emulated.
 */
export function passwordStrength({ options }: ConnectionRecord): PasswordStrength {
  const newer = options["password_options"];
  if (isObject(newer) && isObject(newer["complexity"])) return byComplexity(newer["complexity"]);
  const chosen = options["passwordPolicy"];
  return policies[typeof chosen === "string" ? chosen : "good"] ?? policy(8);
}

function byComplexity(complexity: JsonObject): PasswordStrength {
  const types = complexity["character_types"];
  const kinds = everyKind.filter((kind) => Array.isArray(types) && types.includes(kind));
  const minimum = complexity["min_length"];
  return {
    minimum: typeof minimum === "number" ? minimum : 15,
    kinds,
    kindsNeeded: complexity["character_type_rule"] === "three_of_four" ? 3 : kinds.length,
    blocksIdentical: complexity["identical_characters"] === "block",
    blocksSequences: complexity["sequential_characters"] === "block",
  };
}

/** Rejects a password that is weaker than the connection requires. */
export function checkPassword(connection: ConnectionRecord, password: string): void {
  const { minimum, kinds, kindsNeeded, blocksIdentical, blocksSequences } = passwordStrength(connection);
  const isStrong =
    password.length >= minimum &&
    kinds.filter((kind) => characters[kind].test(password)).length >= kindsNeeded &&
    !(blocksIdentical && /(.)\1\1/.test(password)) &&
    !(blocksSequences && hasSequence(password));
  if (!isStrong) throw badRequest("PasswordStrengthError: Password is too weak", "invalid_password");
}

/** Whether three letters or digits are in ascending or descending sequence. */
function hasSequence(password: string): boolean {
  const codes = Array.from(password.toLowerCase(), (each) => each.charCodeAt(0));
  return codes.some((code, index) => {
    const [next, last] = [codes[index + 1], codes[index + 2]];
    if (next === undefined || last === undefined || !/[a-z0-9]/.test(String.fromCharCode(code))) return false;
    const step = next - code;
    return Math.abs(step) === 1 && last - next === step;
  });
}
