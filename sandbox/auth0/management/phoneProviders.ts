import { z } from "zod";
import { badRequest, conflict, notFound } from "../errors.ts";
import { newId } from "../ids.ts";
import { isObject, omit } from "../json.ts";
import type { JsonObject } from "../json.ts";
import type { PhoneProviderRecord, TenantState } from "../state/tenantState.ts";
import { created, noContent, ok, param, timestamp } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { tryProvider } from "./phoneProviderTrial.ts";
import { checked } from "./validation.ts";

const configuration = z.strictObject({
  sid: z.string().nullable().optional(),
  default_from: z.string().nullable().optional(),
  mssid: z.string().nullable().optional(),
  delivery_methods: z.array(z.enum(["text", "voice"])).min(1),
});

const provider = z.strictObject({
  name: z.enum(["twilio", "custom"]),
  disabled: z.boolean().optional(),
  configuration: configuration.optional(),
  credentials: z.strictObject({ auth_token: z.string().nullable().optional() }),
});

const providerPatch = provider.partial();

/** Credentials are stored and never returned (recorded reads). */
const view = (record: PhoneProviderRecord): JsonObject => omit(record, ["credentials"]);

function find(call: Call): PhoneProviderRecord {
  const found = call.state.phoneProviders.find((candidate) => candidate.id === param(call, "id"));
  if (found === undefined) throw notFound("Provider not found", "provider_not_found");
  return found;
}

/**
 * Twilio needs one sender: a number or a messaging service, never both (recorded rejection without either).
 */
function checkSender(name: string, settings: JsonObject): void {
  if (name !== "twilio") return;
  const senders = ["default_from", "mssid"].filter(
    (member) => typeof settings[member] === "string" && settings[member] !== "",
  );
  if (senders.length !== 1) throw badRequest("Bad Operation on Notification Resource");
}

/** The code contains "email" for phone too: Auth0's own mistake. */
function checkAction(state: TenantState): void {
  const deployed = state.actions.some(
    (action) =>
      action.supported_triggers.some(({ id }) => id === "custom-phone-provider") &&
      action.versions.some((version) => version.deployed),
  );
  if (!deployed) {
    throw badRequest(
      "No deployed action found for the custom phone provider",
      "custom_email_provider_deployed_action_not_found",
    );
  }
}

function create(call: Call): Answer {
  const { state, now } = call;
  const body = checked(provider, call.body);
  const settings: JsonObject = { ...body.configuration };
  if (state.phoneProviders.length > 0) throw conflict("A phone provider is already configured");
  checkSender(body.name, settings);
  if (body.name === "custom") checkAction(state);
  const record: PhoneProviderRecord = {
    id: newId.phoneProvider(),
    tenant: state.name,
    name: body.name,
    channel: "phone",
    disabled: body.disabled ?? false,
    configuration: settings,
    created_at: timestamp(now),
    updated_at: timestamp(now),
    credentials: { ...body.credentials },
  };
  state.phoneProviders.push(record);
  return created(view(record));
}

/**
 * Configuration and credentials are replaced if they are sent. A switch to `custom` does not check for its
 * Action: the recorded switch succeeded without one.
 */
function update(call: Call): Answer {
  const record = find(call);
  const patch = checked(providerPatch, call.body);
  const name = patch.name ?? record.name;
  const settings: JsonObject =
    patch.configuration === undefined ? record.configuration : { ...patch.configuration };
  checkSender(name, settings);
  Object.assign(record, {
    name,
    configuration: settings,
    disabled: patch.disabled ?? record["disabled"],
    credentials: isObject(patch.credentials) ? { ...patch.credentials } : record.credentials,
    updated_at: timestamp(call.now),
  });
  return ok(view(record));
}

const path = "/branding/phone/providers";

export const phoneProviders: Endpoint[] = [
  {
    method: "GET",
    path,
    scopes: ["read:phone_providers"],
    run: ({ state, query }) =>
      ok({
        providers: state.phoneProviders
          .filter(
            (record) => query["disabled"] === undefined || String(record["disabled"]) === query["disabled"],
          )
          .map(view),
      }),
  },
  { method: "POST", path, scopes: ["create:phone_providers"], run: create },
  {
    method: "GET",
    path: `${path}/:id`,
    scopes: ["read:phone_providers"],
    run: (call) => ok(view(find(call))),
  },
  { method: "PATCH", path: `${path}/:id`, scopes: ["update:phone_providers"], run: update },
  {
    method: "DELETE",
    path: `${path}/:id`,
    scopes: ["delete:phone_providers"],
    run: (call) => {
      const record = find(call);
      call.state.phoneProviders = call.state.phoneProviders.filter((each) => each !== record);
      return noContent;
    },
  },
  {
    method: "POST",
    path: `${path}/:id/try`,
    scopes: ["create:phone_providers"],
    run: (call) => tryProvider(call, find(call)),
  },
];
