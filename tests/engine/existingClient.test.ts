import { describe, expect, test } from "vitest";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";

/** A client as people create them, with settings that this project would not choose and can't configure. */
const registered = {
  name: "Shop",
  description: "The shop",
  app_type: "spa",
  callbacks: ["https://shop.example.com/callback", "http://localhost:8484"],
  allowed_logout_urls: ["https://shop.example.com"],
  web_origins: ["https://shop.example.com"],
  grant_types: ["authorization_code", "implicit", "refresh_token"],
  logo_uri: "https://shop.example.com/logo.png",
  client_metadata: { team: "checkout" },
  jwt_configuration: { alg: "RS256", lifetime_in_seconds: 600 },
};

async function register(stack: TestStack): Promise<string> {
  const { client_id } = (await stack.api("POST", "/clients", registered)) as { client_id: string };
  return client_id;
}

const client = (stack: TestStack, id: string) => stack.api("GET", `/clients/${id}`);
const clientWrites = async (stack: TestStack) =>
  writesIn(await stack.calls()).filter((call) => call.includes("/clients"));

const urls = {
  callbackUrls: registered.callbacks,
  logoutUrls: registered.allowed_logout_urls,
  webOrigins: registered.web_origins,
};

describe("an existing application", () => {
  test("with unmanaged URLs: is never written, and is kept by a destroy", async () => {
    const stack = await testStack();
    const id = await register(stack);
    const before = await client(stack, id);
    await stack.calls();
    await stack.set({ existingClientId: id, manageUrls: false });

    await stack.up();
    expect(await stack.preview()).toEqual([]);
    expect(await stack.outputs()).toMatchObject({ clientId: id, authConfig: { clientId: id } });
    await stack.refresh();
    expect(await stack.preview()).toEqual([]);
    await stack.destroy();

    expect(await clientWrites(stack)).toEqual([]);
    expect(await client(stack, id)).toEqual(before);
  });

  test("with managed URLs: only the URLs change", async () => {
    const stack = await testStack();
    const id = await register(stack);
    const before = (await client(stack, id)) as object;
    await stack.set({ existingClientId: id, ...urls });
    await stack.up();
    expect(await stack.preview()).toEqual([]);
    expect(await client(stack, id)).toEqual(before);

    await stack.set({ callbackUrls: ["https://shop.example.com/callback"] });
    expect(await stack.preview()).toEqual([
      { op: "update", resource: "Client spa", properties: ["callbacks[1]"] },
    ]);
    await stack.up();
    expect(await client(stack, id)).toEqual({ ...before, callbacks: ["https://shop.example.com/callback"] });
    await stack.destroy();
    expect(await client(stack, id)).toMatchObject({ client_id: id, name: "Shop" });
  });

  test("whose URLs become managed: the preview shows what will change", async () => {
    const stack = await testStack();
    const id = await register(stack);
    await stack.set({ existingClientId: id, manageUrls: false });
    await stack.up();
    await stack.set({ manageUrls: true, ...urls, logoutUrls: ["https://www.example.com"] });
    expect(await stack.preview()).toEqual([
      { op: "update", resource: "Client spa", properties: ["allowedLogoutUrls[0]"] },
    ]);
    await stack.up();
    expect(await client(stack, id)).toMatchObject({
      ...registered,
      allowed_logout_urls: ["https://www.example.com"],
    });
  });

  test("whose URLs differ from the declared ones: the first preview shows them, next to the import", async () => {
    const stack = await testStack();
    const id = await register(stack);
    const before = (await client(stack, id)) as object;
    await stack.set({ existingClientId: id });
    const changes = (await stack.preview()).filter(({ resource }) => resource === "Client spa");
    expect(changes).toMatchObject([
      { op: "import" },
      {
        op: "update",
        properties: ["allowedLogoutUrls[0]", "callbacks[0]", "callbacks[1]", "webOrigins[0]"],
      },
    ]);
    await stack.up();
    const local = ["http://localhost:3000"];
    expect(await client(stack, id)).toEqual({
      ...before,
      callbacks: local,
      allowed_logout_urls: local,
      web_origins: local,
    });
    expect(await stack.preview()).toEqual([]);
  });

  test.each([
    ["is not there", () => Promise.resolve("nobody"), "nobody does not exist on tenant"],
    [
      "is no single-page application",
      async (stack: TestStack) =>
        (
          (await stack.api("POST", "/clients", { name: "Server", app_type: "regular_web" })) as {
            client_id: string;
          }
        ).client_id,
      "is of type regular_web, not a single-page application",
    ],
  ])("that %s: stops with an error before anything is sent", async (_name, make, words) => {
    const stack = await testStack();
    await stack.set({ existingClientId: await make(stack), manageUrls: false });
    await stack.calls();
    expect(await stack.failingPreview()).toContain(words);
    expect(writesIn(await stack.calls())).toEqual([]);
  });
});
