import { randomUUID } from "node:crypto";
import { isPermitted, readPhoneNumber } from "../phoneNumber.ts";
import type { PhoneNumber } from "../phoneNumber.ts";
import { countSegments, isGsm } from "../segments.ts";
import type { MessageRecord, PlivoAccount } from "./account.ts";
import type { Parameters } from "./body.ts";
import { badRequest, notEmulated, notFound, PlivoError } from "./errors.ts";

const maxGsm = 1600;
const maxUcs2 = 737;
const maxRecipients = 1000;
const unemulated = ["media_urls", "media_ids", "url", "template", "interactive", "location"];

/** Plivo's code for a recipient who answered STOP [plivo.com/docs/messaging/troubleshooting/error-codes]. */
const stopped = { code: "200", message: "Source number blocked by STOP from destination number" };

export interface Sent {
  records: MessageRecord[];
  /** Recipients that are not numbers, if others are. */
  invalid: string[];
}

/**
 * Accepts a message to one or several recipients, or throws Plivo's error
 * [plivo.com/docs/messaging/api/message/send-a-message].
 */
export function createMessages(account: PlivoAccount, parameters: Parameters, now: Date): Sent {
  const { from, powerpackId } = sender(account, parameters);
  const { numbers, invalid } = recipients(parameters);
  if (numbers.some(({ e164 }) => e164 === from)) throw badRequest("src and dst cannot be same");
  const text = textOf(parameters);
  refuseUnemulated(parameters);
  for (const number of numbers) checkRecipient(account, number);
  const records = numbers.map(({ e164: to }) => ({
    uuid: randomUUID(),
    at: now,
    from,
    to,
    text,
    powerpackId,
    failure: account.settings.optedOut.includes(to) ? stopped : null,
  }));
  for (const record of records) account.messages.set(record.uuid, record);
  return { records, invalid };
}

interface Sender {
  from: string;
  powerpackId: string | null;
}

function sender({ settings }: PlivoAccount, parameters: Parameters): Sender {
  const src = given(parameters, "src");
  const uuid = given(parameters, "powerpack_uuid");
  if (src !== undefined && uuid !== undefined)
    throw badRequest("Both of src and powerpack uuid are present. Only one is required.");
  if (uuid !== undefined) return { from: powerpackNumber(settings.powerpacks, uuid), powerpackId: uuid };
  if (src === undefined) throw badRequest("Neither of src or powerpack uuid present, either one is required");
  const number = readNumber(src)?.e164;
  const own = settings.numbers.find(({ phoneNumber }) => phoneNumber === number);
  if (own?.sms !== true)
    throw badRequest(`src '${src.slice(0, 64)}' is not a number of your account that sends messages`);
  return { from: own.phoneNumber, powerpackId: null };
}

function powerpackNumber(powerpacks: PlivoAccount["settings"]["powerpacks"], uuid: string): string {
  const powerpack = powerpacks.find((candidate) => candidate.uuid === uuid);
  if (powerpack === undefined) throw notFound();
  const [first] = powerpack.numbers;
  if (first === undefined) throw badRequest("the powerpack has no number that sends messages");
  return first;
}

/** Separated by `<`. */
function recipients(parameters: Parameters): { numbers: PhoneNumber[]; invalid: string[] } {
  const dst = given(parameters, "dst");
  if (dst === undefined) throw badRequest("dst parameter not present");
  const written = [...new Set(dst.split("<"))];
  if (written.length > maxRecipients) throw badRequest(`dst has more than ${maxRecipients} numbers`);
  const read = written.map((text) => ({ text, number: readNumber(text) }));
  const numbers = read.flatMap(({ number }) => (number === undefined ? [] : [number]));
  const invalid = read.flatMap(({ text, number }) => (number === undefined ? [bare(text)] : []));
  // In Plivo's words [github.com/plivo/plivo-node/issues/222].
  if (numbers.length === 0)
    throw badRequest(`'${(invalid[0] ?? "").slice(0, 64)}' is not a valid phone number.`);
  return { numbers, invalid };
}

/** Plivo accepts numbers with or without the plus sign, and shows them without it. */
const readNumber = (text: string): PhoneNumber | undefined => readPhoneNumber(`+${bare(text)}`);
const bare = (text: string): string => text.trim().replace(/^\+/, "");

function textOf(parameters: Parameters): string {
  const text = given(parameters, "text");
  if (text === undefined) throw badRequest("text parameter not present");
  const limit = isGsm(text) ? maxGsm : maxUcs2;
  if (text.length > limit) throw badRequest(`text is longer than ${limit} characters`);
  return text;
}

function refuseUnemulated(parameters: Parameters): void {
  const found = unemulated.find((name) => given(parameters, name) !== undefined);
  if (found !== undefined) throw notEmulated(`The parameter ${found}`);
  const type = given(parameters, "type") ?? "sms";
  if (type !== "sms") throw notEmulated(`A message of type ${type.slice(0, 64)}`);
}

function checkRecipient({ settings }: PlivoAccount, number: PhoneNumber): void {
  // The SDK reads a 403 of this endpoint as missing geo permissions.
  if (!isPermitted(number, settings.geoPermissions))
    throw new PlivoError(
      403,
      `messages to the country of ${bare(number.e164)} are not enabled for your account`,
    );
  if (settings.trial && !settings.verifiedNumbers.includes(number.e164))
    throw badRequest(
      `the destination number ${bare(number.e164)} is not verified; a trial account sends to verified numbers only`,
    );
}

/** A parameter's value; an empty one counts as missing. */
function given(parameters: Parameters, name: string): string | undefined {
  const value = parameters.get(name);
  return value === "" ? undefined : value;
}

/** The response to an accepted request. */
export function queued({ records, invalid }: Sent): Record<string, unknown> {
  return {
    api_id: randomUUID(),
    message: "message(s) queued",
    message_uuid: records.map(({ uuid }) => uuid),
    ...(invalid.length > 0 && { invalid_number: invalid }),
  };
}

/** A message's detail record [plivo.com/docs/messaging/api/message/retrieve-a-message]. */
export function messageView({ authId }: PlivoAccount, record: MessageRecord): Record<string, unknown> {
  return {
    api_id: randomUUID(),
    error_code: record.failure?.code ?? "000",
    from_number: bare(record.from),
    message_direction: "outbound",
    message_state: record.failure === null ? "delivered" : "failed",
    message_time: record.at.toISOString().replace("T", " ").replace("Z", "000+00:00"),
    message_type: "sms",
    message_uuid: record.uuid,
    powerpack_id: record.powerpackId,
    resource_uri: `/v1/Account/${authId}/Message/${record.uuid}/`,
    to_number: bare(record.to),
    total_amount: "0.00000",
    total_rate: "0.00000",
    units: countSegments(record.text),
  };
}
