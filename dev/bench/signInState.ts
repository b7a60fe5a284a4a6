import { phoneFactor } from "../../mfa/factors.ts";
import { policyToWire } from "../../mfa/policies.ts";
import { Passwords } from "../../sandbox/auth0/state/passwords.ts";
import { makeSecrets } from "../../sandbox/auth0/state/secrets.ts";
import { seedTenant } from "../../sandbox/auth0/state/seed.ts";
import type { TenantState } from "../../sandbox/auth0/state/tenantState.ts";

export const benchPassword = "Correct-horse-7";
export const benchClient = { id: "bench", secret: "bench-secret" };

export const userOf = (index: number): string => `user${index}@example.com`;
export const phoneOf = (index: number): string => `+1415${String(2_000_000 + index)}`;

/** A tenant with policy Always, Twilio as the sender, and a number of users with an enrolled phone each. */
export async function enrolledTenant(users: number): Promise<TenantState> {
  const secrets = await makeSecrets("sandbox", new Date());
  const state = seedTenant("https://localhost", "unified", secrets);
  const created_at = new Date().toISOString();
  const indexes = Array.from({ length: users }, (_, index) => index);
  // One hash for all: creating each takes long, and checking one costs the same.
  const passwordHash = new Passwords().hash(benchPassword);
  state.users = indexes.map((index) => ({
    user_id: `auth0|${index}`,
    connection: "Username-Password-Authentication",
    email: userOf(index),
    passwordHash,
    profile: { user_id: `auth0|${index}`, email: userOf(index), name: userOf(index) },
  }));
  state.phoneAuthenticators = indexes.map((index) => ({
    id: `sms|dev_${index}`,
    user_id: `auth0|${index}`,
    phone_number: phoneOf(index),
    channel: "sms",
    created_at,
  }));
  state.clients.push({
    client_id: benchClient.id,
    client_secret: benchClient.secret,
    name: "Bench",
    app_type: "regular_web",
    token_endpoint_auth_method: "client_secret_post",
    grant_types: ["password", "http://auth0.com/oauth/grant-type/mfa-oob"],
  });
  for (const connection of state.connections) connection.enabled_clients.push(benchClient.id);
  state.phoneProviders.push({
    id: "pro_bench",
    name: "twilio",
    disabled: false,
    configuration: {
      sid: secrets.twilio.accountSid,
      default_from: secrets.twilio.from,
      delivery_methods: ["text"],
    },
    credentials: { auth_token: secrets.twilio.authToken },
  });
  state.guardian.factors[phoneFactor] = true;
  state.guardian.policies = [policyToWire("always")];
  return state;
}
