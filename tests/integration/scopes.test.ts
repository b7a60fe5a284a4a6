import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { testStack } from "../support/engine.ts";

/** The Management API scopes that README.md asks for, between its two markers. */
function readmeScopes(): string[] {
  const text = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const block = /<!-- scopes -->(.*)<!-- \/scopes -->/s.exec(text)?.[1] ?? "";
  return block.match(/\w+:\w+/g) ?? [];
}

test.each([
  ["unified", "plivo", /:(?!never)/],
  ["unified", "twilio", /:(?!actions)/],
  ["legacy", "twilio", /:(?!actions|phone_)/],
  ["legacy", "plivo", /:(?!phone_)/],
] as const)(
  "%s, %s: what README names is enough, from up to destroy",
  async (phoneExperience, sender, needed) => {
    const scope = readmeScopes().filter((one) => needed.test(one));
    expect(scope.length).toBeGreaterThan(8);
    const stack = await testStack({ phoneExperience, sender });
    const client = (await stack.api("POST", "/clients", {
      name: "Deployer",
      app_type: "non_interactive",
      grant_types: ["client_credentials"],
    })) as { client_id: string; client_secret: string };
    const { url } = stack.local.sandbox.describe().auth0;
    await stack.api("POST", "/client-grants", {
      client_id: client.client_id,
      audience: `${url}/api/v2/`,
      scope,
    });
    await stack.local.configure(
      { "auth0:clientId": client.client_id },
      { "auth0:clientSecret": client.client_secret },
    );
    await stack.up();
    expect(await stack.preview()).toEqual([]);
    await stack.destroy();
    expect((await stack.calls()).filter(({ status }) => status === 403)).toEqual([]);
  },
);
