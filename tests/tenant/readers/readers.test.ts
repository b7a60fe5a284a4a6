import { expect, test } from "vitest";
import { ManagementApi } from "../../../tenant/api/ManagementApi.ts";
import type { TenantReader } from "../../../tenant/api/ManagementApi.ts";
import { readActions } from "../../../tenant/readers/actions.ts";
import { readBindings } from "../../../tenant/readers/bindings.ts";
import { readClient, readClients } from "../../../tenant/readers/clients.ts";
import {
  readFactors,
  readMessageTypes,
  readPolicy,
  readPushProvider,
} from "../../../tenant/readers/guardian.ts";
import { readLegacyMessages, readLegacySender } from "../../../tenant/readers/legacyPhone.ts";
import { readPhoneProviders } from "../../../tenant/readers/phoneProviders.ts";
import { readPhoneTemplates } from "../../../tenant/readers/phoneTemplates.ts";
import { readTenantSettings } from "../../../tenant/readers/tenantSettings.ts";
import { FakeTransport, json } from "../../support/http/fakeTransport.ts";

/** A tenant that responds to every call alike. */
function tenantWith(body: unknown, status = 200): TenantReader {
  const access = {
    domain: "tenant.eu.auth0.com",
    clientId: undefined,
    clientSecret: undefined,
    apiToken: "t",
    apiTokenFrom: "AUTH0_API_TOKEN" as const,
    audience: undefined,
  };
  return new ManagementApi(access, new FakeTransport(() => json(body, status)));
}

test.each<[string, (api: TenantReader) => Promise<unknown>]>([
  ["the Actions of post-login", (api) => readActions(api, "post-login")],
  ["the bindings of post-login", (api) => readBindings(api, "post-login")],
  ["the applications", readClients],
  ["the application", (api) => readClient(api, "abc")],
  ["the MFA factors", readFactors],
  ["the phone factor's message types", readMessageTypes],
  ["the provider of push notifications", readPushProvider],
  ["the MFA policy", readPolicy],
  ["the message texts", readLegacyMessages],
  ["the phone providers", readPhoneProviders],
  ["the phone templates", readPhoneTemplates],
  ["the settings", readTenantSettings],
])("a failure to read %s is reported, and an unexpected response too", async (what, read) => {
  await expect(read(tenantWith({}, 403))).rejects.toThrow(
    `Failed to read ${what} of tenant.eu.auth0.com: the tenant returned 403.`,
  );
  const odd = "the response does not have the form that the API documents:";
  await expect(read(tenantWith("odd"))).rejects.toThrow(`Failed to read ${what}: ${odd} the body`);
});

test("a failure to read a legacy tenant's sender names one of its two parts", async () => {
  await expect(readLegacySender(tenantWith({}, 403))).rejects.toThrow(
    /^Failed to read the phone provider of /,
  );
  await expect(readLegacySender(tenantWith("odd"))).rejects.toThrow(/^Failed to read Twilio's settings: /);
});

test.each([
  [{ "auth0-phone-mfa": 1 }, undefined],
  [{ "auth0-phone-mfa": "tag/spa" }, "tag/spa"],
  [null, undefined],
])("of an application's metadata %j, the ownership mark is %s", async (client_metadata, mark) => {
  const client = await readClient(tenantWith({ client_id: "abc", name: "Shop", client_metadata }), "abc");
  expect(client).toMatchObject({ clientId: "abc", organizationUsage: "deny", ownershipMark: mark });
});
