import { randomBytes } from "node:crypto";
import { parameter } from "./form.ts";
import { newSid, rfc2822 } from "./resource.ts";

export interface ApiKey {
  sid: string;
  /** Shown once, to the creator of the key. */
  secret: string;
  friendlyName: string;
  at: Date;
}

/**
 * Creates a standard key: it gives access to everything except the account and its keys
 * [twilio.com/docs/iam/api-keys/keys-in-console].
 */
export function newKey(form: URLSearchParams, now: Date): ApiKey {
  return {
    sid: newSid("SK"),
    secret: randomBytes(16).toString("hex"),
    friendlyName: parameter(form, "FriendlyName") ?? "",
    at: now,
  };
}

export function keyView({ sid, friendlyName, at }: ApiKey): { sid: string } & Record<string, unknown> {
  return { sid, friendly_name: friendlyName, date_created: rfc2822(at), date_updated: rfc2822(at) };
}
