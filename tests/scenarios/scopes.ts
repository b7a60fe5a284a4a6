import { expect } from "vitest";
import { parts } from "../../configuration/parts.ts";
import { deployScopes } from "../../settings/scopes.ts";
import { testStack } from "../support/stack/testStack.ts";
import type { Variant } from "./variants.ts";

/** The scopes that docs/getting-started.md lists for a variant are enough, from up to destroy. */
export async function liveOnNamedScopes({ phoneExperience, sender }: Variant): Promise<void> {
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
    scope: deployScopes({ phoneExperience, sender, managed: parts }),
  });
  await stack.local.configure(
    { "auth0:clientId": client.client_id },
    { "auth0:clientSecret": client.client_secret },
  );
  await stack.up();
  expect(await stack.preview()).toEqual([]);
  await stack.destroy();
  expect((await stack.calls()).filter(({ status }) => status === 403)).toEqual([]);
}
