import { z } from "zod";
import { readPhoneNumber } from "./phoneNumber.ts";

const e164 = z
  .string()
  .refine((text) => readPhoneNumber(text)?.e164 === text, "must be a phone number in E.164 form");
const country = z.string().regex(/^[A-Z]{2}$/, "must be a country's two letters");

const common = {
  /** A trial account sends to verified numbers only. */
  trial: z.boolean(),
  /** Every call is refused as if its credentials were wrong. */
  suspended: z.boolean(),
  verifiedNumbers: z.array(e164),
  /** Recipients who answered STOP. */
  optedOut: z.array(e164),
  /** The account's own numbers, and what each can do. */
  numbers: z.array(z.strictObject({ phoneNumber: e164, sms: z.boolean(), voice: z.boolean() })),
  /** Countries that it may send to; null for all. */
  geoPermissions: z.array(country).nullable(),
  /** Every call is answered with this HTTP status. */
  outage: z.int().min(400).max(599).nullable(),
  rateLimited: z.boolean(),
};

export const twilioSettings = z.strictObject({
  ...common,
  messagingServices: z.array(
    z.strictObject({
      sid: z.string().regex(/^MG[0-9a-f]{32}$/, "must be MG and 32 hex digits"),
      /** Its senders. */
      numbers: z.array(e164),
    }),
  ),
});

export const plivoSettings = z.strictObject({
  ...common,
  powerpacks: z.array(z.strictObject({ uuid: z.uuid(), numbers: z.array(e164) })),
});

export type TwilioSettings = z.infer<typeof twilioSettings>;
export type PlivoSettings = z.infer<typeof plivoSettings>;
type CommonSettings = Omit<TwilioSettings, "messagingServices">;

/** A paid account in good standing with one number that sends texts and calls. */
function goodStanding(from: string): CommonSettings {
  return {
    trial: false,
    suspended: false,
    verifiedNumbers: [],
    optedOut: [],
    numbers: [{ phoneNumber: from, sms: true, voice: true }],
    geoPermissions: null,
    outage: null,
    rateLimited: false,
  };
}

export const newTwilioSettings = (from: string): TwilioSettings => ({
  ...goodStanding(from),
  messagingServices: [],
});

export const newPlivoSettings = (from: string): PlivoSettings => ({ ...goodStanding(from), powerpacks: [] });

/** The settings with the members of a PATCH replaced, or a sentence on everything that is wrong with it. */
export function patched<Settings extends object>(
  schema: z.ZodType<Settings>,
  settings: Settings,
  patch: unknown,
): Settings | string {
  const isObject = typeof patch === "object" && patch !== null && !Array.isArray(patch);
  const result = schema.safeParse(isObject ? { ...settings, ...patch } : patch);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => [path.join("."), message].join(" ").trim());
  return `Failed to change the account's settings: ${problems.join("; ")}. Send members of what GET shows.`;
}
