import { expect, test } from "vitest";
import { Auth0Tenant } from "../../components/Auth0Tenant.ts";
import { SpaClient } from "../../components/SpaClient.ts";
import { clientSettings } from "../../components/clientSettings.ts";
import { only, recordResources, registered, types, valueOf } from "../support/pulumi/mocks.ts";
import { access } from "../support/tenant/hookedTenant.ts";

const stash = "pulumi:index:Stash";
const args = {
  appName: "My app",
  callbackUrls: ["https://app.example.com/cb"],
  logoutUrls: ["https://app.example.com"],
  webOrigins: [],
  protect: false,
};

async function declare(
  more: { existing?: { clientId: string; manageUrls: boolean }; protect?: boolean } = {},
) {
  const resources = await recordResources({ pinned: { domain: access.domain, ownershipTag: "tag" } });
  const spa = new SpaClient("spa", {
    tenant: await Auth0Tenant.open("tenant", { access }),
    ...args,
    ...more,
  });
  await registered(spa);
  return { resources, spa };
}

test("declares a public client with its three lists of URLs and rotating refresh tokens", async () => {
  const { resources, spa } = await declare();
  expect(only(resources, types.client, "spa").inputs).toEqual({
    name: "My app",
    appType: "spa",
    callbacks: ["https://app.example.com/cb"],
    allowedLogoutUrls: ["https://app.example.com"],
    // Sent even if empty: Auth0 would keep an old list.
    webOrigins: [],
    grantTypes: ["authorization_code", "refresh_token"],
    oidcConformant: true,
    // The SDK's own.
    description: "Managed by Pulumi",
    jwtConfiguration: { alg: "RS256" },
    refreshToken: { rotationType: "rotating", expirationType: "expiring" },
    clientMetadata: { "auth0-phone-mfa": "tag/spa" },
  });
  expect(only(resources, stash, "spa-registration").inputs).toEqual({ input: "client-of-spa" });
  expect(await valueOf(spa.clientId)).toBe("client-of-spa");
});

test("an existing client keeps its metadata, and its registration is recorded", async () => {
  const { resources } = await declare({ existing: { clientId: "c1", manageUrls: true } });
  expect(only(resources, types.client, "spa").inputs).not.toHaveProperty("clientMetadata");
  expect(only(resources, stash, "spa-registration").inputs).toEqual({ input: "c1" });
});

test.each([
  [true, ["allowedLogoutUrls", "callbacks", "webOrigins"]],
  [false, []],
])(
  "of an existing client, only its URLs are written, and only if manageUrls is %s",
  async (manageUrls, written) => {
    const { resources } = await declare({ existing: { clientId: "c1", manageUrls } });
    const { ignoreChanges = [], dependsOn, hooks } = only(resources, types.client, "spa").options ?? {};
    expect(clientSettings.filter((one) => !ignoreChanges.includes(one))).toEqual(written);
    expect(ignoreChanges).toEqual(
      expect.arrayContaining(["name", "appType", "clientMetadata", "grantTypes"]),
    );
    expect(dependsOn).toEqual(["Stash spa-registration", "Stash tenant"]);
    expect(hooks?.beforeDelete.map((hook) => hook.split(":").at(-1))).toEqual(["client-release"]);
  },
);

test("a registered client is written in full, and removed with the stack", async () => {
  const { resources } = await declare();
  const { ignoreChanges, hooks } = only(resources, types.client, "spa").options ?? {};
  expect(ignoreChanges).toEqual([]);
  expect(hooks?.beforeDelete.map((hook) => hook.split(":").at(-1))).toEqual(["client-removal"]);
});

test.each([undefined, { clientId: "c1", manageUrls: true }])(
  "protect covers the client, but not the record of it; without protect, neither (existing: %j)",
  async (existing) => {
    const protectedNames = async (protect: boolean) =>
      (await declare({ protect, ...(existing && { existing }) })).resources
        .filter(({ options }) => options?.protect)
        .map(({ name }) => name);
    expect(await protectedNames(true)).toEqual(["spa"]);
    expect(await protectedNames(false)).toEqual([]);
  },
);
