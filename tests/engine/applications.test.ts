import { expect, test } from "vitest";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack } from "../support/stack/testStack.ts";

const url = "http://localhost:3000";
const spa = { appName: "Twilio MFA Test", callbackUrls: [url], logoutUrls: [url], webOrigins: [url] };
const admin = { appName: "Admin", callbackUrls: ["https://admin.example.com"] };
const withoutShortForm = {
  appName: undefined,
  callbackUrls: undefined,
  logoutUrls: undefined,
  webOrigins: undefined,
};

interface Outputs {
  clientId?: string;
  applications: Record<string, { clientId: string; authConfig: { clientId: string }; tryUrl: string }>;
}

const outputsOf = async (stack: TestStack) => (await stack.outputs()) as unknown as Outputs;

const created = (name: string) => [
  { op: "create", resource: `SpaClient ${name}` },
  { op: "create", resource: `Client ${name}` },
  { op: "create", resource: `Stash ${name}-registration` },
];

test("a registered application keeps its client ID when it is adopted under a different name", async () => {
  const stack = await testStack({ up: true });
  const { clientId = "" } = await outputsOf(stack);
  const shop = { existingClientId: clientId, callbackUrls: [url], logoutUrls: [url], webOrigins: [url] };
  await stack.set({ ...withoutShortForm, applications: { shop } });
  await stack.up();
  expect((await outputsOf(stack)).applications["shop"]?.clientId).toBe(clientId);
  await stack.refresh();
  expect(await stack.preview()).toEqual([]);

  // Its old name is free again: the next application of that name is another client, and this one stays.
  await stack.set({ applications: { shop, spa } });
  await stack.up();
  const outputs = await outputsOf(stack);
  expect(outputs.clientId).not.toBe(clientId);
  expect(await stack.api("GET", `/clients/${clientId}`)).toMatchObject({ client_id: clientId });
});

test("applications are added and removed one by one, and the short form's application is kept in the long form", async () => {
  const stack = await testStack({ up: true });
  const { clientId, applications } = await outputsOf(stack);
  expect(applications["spa"]?.clientId).toBe(clientId);

  await stack.set({ ...withoutShortForm, applications: { spa } });
  expect(await stack.preview()).toEqual([]);

  const { client_id: existingClientId } = (await stack.api("POST", "/clients", {
    name: "Shop",
    app_type: "spa",
    callbacks: ["https://shop.example.com"],
  })) as { client_id: string };
  await stack.set({ applications: { spa, admin, shop: { existingClientId, manageUrls: false } } });
  expect(await stack.preview()).toEqual(
    expect.arrayContaining([...created("admin").map((one) => expect.objectContaining(one) as unknown)]),
  );
  await stack.up();
  expect(await stack.preview()).toEqual([]);
  const outputs = await outputsOf(stack);
  expect(Object.keys(outputs.applications).sort()).toEqual(["admin", "shop", "spa"]);
  expect(outputs.applications["shop"]?.authConfig.clientId).toBe(existingClientId);
  expect(outputs.clientId).toBe(clientId);
  expect(outputs.applications["admin"]?.tryUrl).toContain(encodeURIComponent("https://admin.example.com"));

  // One URL of one of them is one change.
  const other = { ...admin, logoutUrls: ["https://admin.example.com/out"] };
  await stack.set({ applications: { spa, admin: other, shop: { existingClientId, manageUrls: false } } });
  expect(await stack.preview()).toMatchObject([{ op: "update", resource: "Client admin" }]);

  // Removed from the stack: a registered application is deleted, an adopted one stays.
  await stack.set({ applications: { admin } });
  await stack.up();
  const { clients } = (await stack.api("GET", "/clients?is_global=false&include_totals=true")) as {
    clients: { client_id: string }[];
  };
  const ids = clients.map(({ client_id: id }) => id);
  expect(ids).toContain(existingClientId);
  expect(ids).toContain(outputs.applications["admin"]?.clientId);
  expect(ids).not.toContain(clientId);
  expect(await outputsOf(stack)).not.toHaveProperty("clientId");
});
