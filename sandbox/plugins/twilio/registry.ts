import type { DataFunction } from "../bridge/functions/function.ts";
import type { Resource } from "../bridge/lifecycle/resource.ts";
import type { TwilioApi } from "./api.ts";
import { getPhoneNumbers } from "./functions/getPhoneNumbers.ts";
import { messagingPhoneNumber } from "./resources/messagingPhoneNumber.ts";
import { messagingService } from "./resources/messagingService.ts";
import { phoneNumber } from "./resources/phoneNumber.ts";

/** One line registers a type of resource. */
const resources: Readonly<Record<string, Resource<TwilioApi>>> = {
  "twilio:index/messagingPhoneNumber:MessagingPhoneNumber": messagingPhoneNumber,
  "twilio:index/messagingService:MessagingService": messagingService,
  "twilio:index/phoneNumber:PhoneNumber": phoneNumber,
};

const functions: Readonly<Record<string, DataFunction<TwilioApi>>> = {
  "twilio:index/getPhoneNumbers:getPhoneNumbers": getPhoneNumbers,
};

export const resourceOf = (type: string): Promise<Resource<TwilioApi>> => found(resources, type);
export const functionOf = (token: string): Promise<DataFunction<TwilioApi>> => found(functions, token);

function found<Item>(table: Readonly<Record<string, Item>>, token: string): Promise<Item> {
  const item = Object.hasOwn(table, token) ? table[token] : undefined;
  if (item !== undefined) return Promise.resolve(item);
  const name = token.split(":").at(-1) ?? token;
  return Promise.reject(
    new Error(`The local twilio plugin does not have ${name}; the official terraform-provider plugin does.`),
  );
}
