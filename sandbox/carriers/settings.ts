import { z } from "zod";
import { readPhoneNumber } from "./phoneNumber.ts";
import { numberParameters } from "./twilio/numberParameters.ts";
import { serviceParameters } from "./twilio/serviceParameters.ts";

const e164 = z
  .string()
  .refine((text) => readPhoneNumber(text)?.e164 === text, "must be a phone number in E.164 form");
const country = z.string().regex(/^[A-Z]{2}$/, "must be a country's two letters");

const ownNumber = z.strictObject({ phoneNumber: e164, sms: z.boolean(), voice: z.boolean() });

/** [twilio.com/docs/messaging/api/alphasender-resource] */
const alphaSender = z
  .string()
  .regex(/^(?=.*[A-Za-z])[A-Za-z0-9 _&+-]{1,11}$/, "must be an alphanumeric sender ID");

const common = {
  /** A trial account sends to verified numbers only. */
  trial: z.boolean(),
  /** Every call is rejected as if its credentials were wrong. */
  suspended: z.boolean(),
  verifiedNumbers: z.array(e164),
  /** Recipients who answered STOP. */
  optedOut: z.array(e164),
  /** The account's own numbers and their capabilities. */
  numbers: z.array(ownNumber),
  /** The countries that it may send to; null for all. */
  geoPermissions: z.array(country).nullable(),
  /** Every call returns this HTTP status. */
  outage: z.int().min(400).max(599).nullable(),
  rateLimited: z.boolean(),
  /** In US dollars. */
  balance: z.number(),
};

const parameterValue = z.union([z.string(), z.boolean(), z.number()]).nullable();

/** The parameters that the API has set on a resource, and when. */
const resource = <Name extends string>(parameters: Readonly<Record<Name, unknown>>) => ({
  parameters: z.partialRecord(z.enum(Object.keys(parameters) as Name[]), parameterValue).optional(),
  createdAt: z.iso.datetime().optional(),
  updatedAt: z.iso.datetime().optional(),
});

export const twilioSettings = z.strictObject({
  ...common,
  numbers: z.array(ownNumber.extend(resource(numberParameters))),
  /** Numbers that are for sale. */
  availableNumbers: z.array(ownNumber),
  messagingServices: z.array(
    z.strictObject({
      sid: z.string().regex(/^MG[0-9a-f]{32}$/, "must be MG and 32 hex digits"),
      /** Its senders: numbers of the account, American short codes, alphanumeric sender IDs. */
      numbers: z.array(e164),
      shortCodes: z.array(z.string().regex(/^\d{5,6}$/, "must be a short code")).optional(),
      alphaSenders: z.array(alphaSender).optional(),
      ...resource(serviceParameters),
    }),
  ),
});

export const plivoSettings = z.strictObject({
  ...common,
  powerpacks: z.array(z.strictObject({ uuid: z.uuid(), numbers: z.array(e164) })),
});

export type TwilioSettings = z.infer<typeof twilioSettings>;
export type PlivoSettings = z.infer<typeof plivoSettings>;
type CommonSettings = Omit<PlivoSettings, "powerpacks">;
export type TwilioNumber = TwilioSettings["numbers"][number];
export type MessagingService = TwilioSettings["messagingServices"][number];

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
    balance: 100,
  };
}

/** An assigned number, as the account's own, that nobody on the local tenant has. */
const forSale = ["+14155201001", "+14155201002", "+14155201003"];

export const newTwilioSettings = (from: string): TwilioSettings => ({
  ...goodStanding(from),
  availableNumbers: forSale
    .filter((phoneNumber) => phoneNumber !== from)
    .map((phoneNumber) => ({ phoneNumber, sms: true, voice: true })),
  messagingServices: [],
});

export const newPlivoSettings = (from: string): PlivoSettings => ({ ...goodStanding(from), powerpacks: [] });

/** The settings with the members of a PATCH applied, or a sentence that lists everything wrong with it. */
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
