import type { Source } from "../../../configuration/source.ts";

/** The full name of one of the project's own keys. */
export const own = (name: string): string => `auth0-phone-mfa:${name}`;

/**
 * The fixture bag: a dev stack that sends with Twilio, with nothing wrong. Tests take it and change one thing.
 */
export const goodValues: Readonly<Record<string, string>> = {
  "auth0-phone-mfa:appName": "Twilio MFA Test",
  "auth0-phone-mfa:callbackUrls": '["http://localhost:3000"]',
  "auth0-phone-mfa:logoutUrls": '["http://localhost:3000"]',
  "auth0-phone-mfa:webOrigins": '["http://localhost:3000"]',
  "auth0-phone-mfa:sender": "twilio",
  "auth0-phone-mfa:twilioFrom": "+15005550006",
  "auth0:domain": "tenant.eu.auth0.com",
  "auth0:clientId": "abc",
  "auth0:clientSecret": "a-secret-value-nobody-may-see",
  "twilio:accountSid": `AC${"0123456789abcdef".repeat(2)}`,
  "twilio:authToken": "fedcba9876543210fedcba9876543210",
};

/** The same with Plivo. */
export const goodPlivoValues: Readonly<Record<string, string>> = {
  ...goodValues,
  "auth0-phone-mfa:sender": "plivo",
  "auth0-phone-mfa:plivoFrom": "+15005550006",
  "plivo:authId": "MAXXXXXXXXXXXXXXXXXX",
  "plivo:authToken": "plivo-secret-value-nobody-may-see",
};

/** Keys that a stack file holds encrypted. */
export const secretKeys: readonly string[] = [
  "auth0:clientSecret",
  "auth0:apiToken",
  "twilio:authToken",
  "plivo:authToken",
];

/** A source with `changes` on top of the good values; `undefined` takes a key away. */
export function source(
  changes: Readonly<Record<string, string | undefined>> = {},
  { base = goodValues, stack = "dev", environment = {} }: Partial<SourceParts> = {},
): Source {
  const merged = Object.entries({ ...base, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    project: "auth0-phone-mfa",
    stack,
    values: Object.fromEntries(merged),
    isSecret: (key) => secretKeys.includes(key),
    environment,
  };
}

interface SourceParts {
  base: Readonly<Record<string, string>>;
  stack: string;
  environment: Record<string, string>;
}
