import { randomBytes } from "node:crypto";

export const apiVersion = "2010-04-01";

/** A new SID: two letters for the kind of resource, 32 hex digits. */
export const newSid = (kind: string): string => kind + randomBytes(16).toString("hex");

/** Twilio's dates: RFC 2822 in UTC. */
export const rfc2822 = (date: Date): string => date.toUTCString().replace("GMT", "+0000");

/** The path under which all of an account's resources are. */
export const accountUri = (accountSid: string): string => `/${apiVersion}/Accounts/${accountSid}`;
