import { expect, test } from "vitest";
import { SpaClient } from "../../components/SpaClient.ts";
import { only, recordResources, registered, types, valueOf } from "../support/pulumi/mocks.ts";

const ownType = "pulumi-nodejs:dynamic:Resource";

test("declares a public client with its three lists of URLs and rotating refresh tokens", async () => {
  const resources = await recordResources();
  const spa = new SpaClient("spa", {
    appName: "My app",
    callbackUrls: ["https://app.example.com/cb"],
    logoutUrls: ["https://app.example.com"],
    webOrigins: [],
    protect: false,
  });
  await registered(spa);
  expect(only(resources, types.client, "spa").inputs).toEqual({
    name: "My app",
    appType: "spa",
    callbacks: ["https://app.example.com/cb"],
    allowedLogoutUrls: ["https://app.example.com"],
    // Sent though empty: Auth0 would keep an old list.
    webOrigins: [],
    grantTypes: ["authorization_code", "refresh_token"],
    oidcConformant: true,
    // The SDK's own.
    description: "Managed by Pulumi",
    jwtConfiguration: { alg: "RS256" },
    refreshToken: { rotationType: "rotating", expirationType: "expiring" },
    clientMetadata: { "auth0-phone-mfa": "mark-of-spa-mark" },
  });
  expect(only(resources, ownType, "spa-sole").inputs).toMatchObject({
    clientId: "client-of-spa",
    mark: "mark-of-spa-mark",
  });
  expect(await valueOf(spa.clientId)).toBe("client-of-spa");
});
