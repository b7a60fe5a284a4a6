import { z } from "zod";
import { badRequest, conflict, notFound } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { TenantState } from "../state/tenantState.ts";
import { factorNames } from "../state/guardian.ts";
import { ok, param } from "./endpoint.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import { checked } from "./validation.ts";

const policies = z.array(z.enum(["all-applications", "confidence-score"]));
const enabled = z.strictObject({ enabled: z.boolean() });
const messageTypes = z.strictObject({ message_types: z.array(z.enum(["sms", "voice"])) });

/**
 * A phone provider delivers text and voice; Guardian calls them sms and voice [recordings; API:
 * branding/phone].
 */
const deliveredAs: Record<string, string> = { sms: "text", voice: "voice" };

/** Rejects message types that the tenant's one phone provider can't deliver. */
function checkDeliverable({ state }: Call, types: readonly string[]): void {
  if (state.settings["phone_consolidated_experience"] === false) return;
  const [provider] = state.phoneProviders;
  const methods = provider?.configuration["delivery_methods"];
  if (!Array.isArray(methods)) return;
  if (types.some((type) => !methods.includes(deliveredAs[type]))) {
    throw conflict("Message Type is not supported by the configured phone provider");
  }
}

/** Settings that a list of factors includes on request [API: guardian, get-factors]; `sms` is the phone. */
function settingsOf({ guardian }: TenantState, name: string): JsonObject {
  if (name === "sms") return { settings: guardian.otp.phone };
  return name === "email" ? { settings: guardian.otp.email } : {};
}

const read = ["read:guardian_factors"];
const write = ["update:guardian_factors"];

export const guardian: Endpoint[] = [
  {
    method: "GET",
    path: "/guardian/policies",
    scopes: ["read:mfa_policies"],
    run: ({ state }) => ok(state.guardian.policies),
  },
  {
    method: "PUT",
    path: "/guardian/policies",
    scopes: ["update:mfa_policies"],
    // Always is accepted with every factor off: the server does not prevent that lockout (recorded).
    run: ({ state, body }) => {
      if (!Array.isArray(body))
        throw badRequest(
          "Payload validation error: 'Expected type array but found type object'.",
          "invalid_body",
        );
      state.guardian.policies = checked(policies, body);
      return ok(state.guardian.policies);
    },
  },
  {
    method: "GET",
    path: "/guardian/factors",
    scopes: read,
    run: ({ state, query }) =>
      ok(
        factorNames.map((name) => ({
          name,
          enabled: state.guardian.factors[name] === true,
          trial_expired: false,
          ...(query["include_settings"] === "true" ? settingsOf(state, name) : {}),
        })),
      ),
  },
  {
    method: "PUT",
    path: "/guardian/factors/:name",
    scopes: write,
    run: (call) => {
      const name = param(call, "name");
      if (!factorNames.some((known) => known === name)) throw notFound("The factor does not exist");
      const body = checked(enabled, call.body);
      call.state.guardian.factors[name] = body.enabled;
      return ok(body);
    },
  },
  {
    method: "GET",
    path: "/guardian/factors/phone/message-types",
    scopes: read,
    run: ({ state }) => ok({ message_types: state.guardian.messageTypes }),
  },
  {
    method: "PUT",
    path: "/guardian/factors/phone/message-types",
    scopes: write,
    run: (call) => {
      const body = checked(messageTypes, call.body);
      checkDeliverable(call, body.message_types);
      call.state.guardian.messageTypes = body.message_types;
      return ok(body);
    },
  },
];
