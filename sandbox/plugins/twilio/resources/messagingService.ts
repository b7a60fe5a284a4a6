import { orGone, type Resource } from "../../bridge/lifecycle/resource.ts";
import { bool, int, string, type Fields } from "../../bridge/schema/property.ts";
import { text } from "../../bridge/schema/value.ts";
import { fromApi } from "../../bridge/schema/wire.ts";
import type { TwilioApi } from "../api.ts";
import { formOf } from "../forms.ts";
import { afterPrefix, failing } from "../wording.ts";

const method = { oneOf: ["POST", "GET"], plannedDefault: "POST" } as const;

const fields: Fields = {
  messagingServiceId: string({ computed: true, terraform: "id" }),
  sid: string({ output: true }),
  accountSid: string({ output: true }),
  friendlyName: string({ required: true, notEmpty: true }),
  areaCodeGeomatch: bool({ plannedDefault: true }),
  fallbackMethod: string(method),
  fallbackToLongCode: bool({ plannedDefault: true }),
  fallbackUrl: string(),
  inboundMethod: string(method),
  inboundRequestUrl: string(),
  mmsConverter: bool({ plannedDefault: true }),
  smartEncoding: bool({ plannedDefault: true }),
  statusCallbackUrl: string({ api: "status_callback" }),
  stickySender: bool({ plannedDefault: true }),
  useInboundWebhookOnNumber: bool({ plannedDefault: false }),
  validityPeriod: int({ plannedDefault: 14400 }),
  dateCreated: string({ output: true }),
  dateUpdated: string({ output: true }),
  url: string({ output: true }),
};

const sent = {
  friendlyName: { parameter: "FriendlyName" },
  areaCodeGeomatch: { parameter: "AreaCodeGeomatch" },
  fallbackMethod: { parameter: "FallbackMethod" },
  fallbackToLongCode: { parameter: "FallbackToLongCode" },
  fallbackUrl: { parameter: "FallbackUrl", clears: true },
  inboundMethod: { parameter: "InboundMethod" },
  inboundRequestUrl: { parameter: "InboundRequestUrl", clears: true },
  mmsConverter: { parameter: "MmsConverter" },
  smartEncoding: { parameter: "SmartEncoding" },
  statusCallbackUrl: { parameter: "StatusCallback", clears: true },
  stickySender: { parameter: "StickySender" },
  useInboundWebhookOnNumber: { parameter: "UseInboundWebhookOnNumber" },
  validityPeriod: { parameter: "ValidityPeriod" },
} as const;

const path = "/v1/Services";
const imported = /\/Services\/(.*)/;

/** A Messaging Service [resource_messaging_service.go]. */
export const messagingService: Resource<TwilioApi> = {
  fields,

  async create(change, keep) {
    const created = await failing("create messaging service", change.api.post(path, formOf(change, sent)));
    keep(text(created["sid"]));
  },

  async read({ api, id }) {
    const found = await failing("read messaging service", orGone(api.get(`${path}/${id}`)));
    return found === null ? null : { ...fromApi(fields, found), messagingServiceId: id };
  },

  async update(update) {
    const { api, id } = update;
    await failing("update messaging service", api.post(`${path}/${id}`, formOf(update, sent)));
  },

  async delete({ api, id }) {
    await failing("delete messaging service", api.delete(`${path}/${id}`));
  },

  idFromImport: (name) => afterPrefix(name, imported)[0] ?? "",
};
