import { textArguments } from "../../bridge/functions/arguments.ts";
import type { DataFunction } from "../../bridge/functions/function.ts";
import { isProperties, type Properties, type Value } from "../../bridge/schema/value.ts";
import type { TwilioApi } from "../api.ts";
import { numberFromApi } from "../resources/phoneNumberFields.ts";
import { failing } from "../wording.ts";

/** All numbers of an account, page by page [data_source_phone_numbers.go]. */
export const getPhoneNumbers: DataFunction<TwilioApi> = async (api, args) => {
  const { accountSid = "" } = textArguments(args, ["accountSid"], { needsOne: true });
  const phoneNumbers: Value[] = [];
  let next = `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/IncomingPhoneNumbers.json`;
  while (next !== "") {
    const page = await failing("list phone numbers", api.get(next));
    const numbers = page["incoming_phone_numbers"];
    for (const number of Array.isArray(numbers) ? numbers : [])
      if (isProperties(number)) phoneNumbers.push(output(number));
    next = typeof page["next_page_uri"] === "string" ? page["next_page_uri"] : "";
  }
  return { id: accountSid, accountSid, phoneNumbers };
};

/** A data source shows blocks as lists. */
function output(number: Properties): Properties {
  const { messaging, voice, fax, ...rest } = numberFromApi(number);
  // The account is a level above the list.
  delete rest["accountSid"];
  const listOf = (block: Value | undefined): Value[] =>
    block === null || block === undefined ? [] : [block];
  return { ...rest, messagings: listOf(messaging), voices: listOf(voice), faxes: listOf(fax) };
}
