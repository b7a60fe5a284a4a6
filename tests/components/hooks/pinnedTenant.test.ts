import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { check, configure, create, diff } from "../../../components/hooks/pinnedTenant.ts";

const values: Record<string, string> = {
  "auth0:domain": "t.eu.auth0.com",
  "auth0:clientId": "abc",
  "auth0:clientSecret": "a-secret-to-keep",
};
const domain = "t.eu.auth0.com";

let tests = 0;

beforeEach(async () => {
  // Other credentials each time: with the same ones, a token would be used again.
  tests += 1;
  await configure({
    config: { get: (key) => (key === "auth0:clientId" ? `client-${tests}` : values[key]) },
  });
});

function answers(...statuses: number[]) {
  const fetch = vi.fn((_url: string) =>
    Promise.resolve(Response.json({ access_token: "t" }, { status: statuses.shift() ?? 200 })),
  );
  vi.stubGlobal("fetch", fetch);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return fetch;
}

describe("the check", () => {
  test.each([
    ["a new stack", undefined],
    ["a stack that was pinned without a domain", {}],
    ["its own tenant", { domain }],
    ["its own tenant in capitals", { domain: "T.eu.Auth0.com" }],
  ])("takes %s", async (_name, recorded) => {
    expect(await check(recorded, { domain })).toEqual({ inputs: { domain }, failures: [] });
  });

  test("refuses another tenant, and says the way to each of the two", async () => {
    const { failures } = await check({ domain: "prod.eu.auth0.com" }, { domain });
    expect(failures).toEqual([
      {
        property: "domain",
        reason:
          "this stack is of the tenant prod.eu.auth0.com, and auth0:domain is t.eu.auth0.com; nothing was changed. " +
          "Mend: pulumi config set auth0:domain prod.eu.auth0.com. Another tenant needs a stack of its own: pulumi stack init NAME.",
      },
    ]);
  });
});

test("another way to write the domain is no change", async () => {
  expect(await diff()).toEqual({ changes: false });
});

describe("the first up", () => {
  test("keeps the domain of a tenant that answers", async () => {
    const fetch = answers();
    expect(await create({ domain })).toEqual({ id: domain, outs: { domain } });
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `https://${domain}/oauth/token`,
      `https://${domain}/api/v2/tenants/settings`,
    ]);
  });

  test("keeps none where the credentials are refused, says so, and names no secret", async () => {
    answers(401);
    const error = (await create({ domain }).catch((reason: unknown) => reason)) as Error;
    expect(error.message).toMatch(
      /Failed to reach the tenant t\.eu\.auth0\.com .*: the client id or its secret is wrong\..*Mend: pulumi config set/,
    );
    expect(error.message).not.toContain("to-keep");
    expect(error.stack).toBe("");
  });
});
