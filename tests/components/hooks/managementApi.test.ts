import { describe, expect, test, vi } from "vitest";
import type { Auth0Access } from "../../../tenant/api/Auth0Access.ts";
import { callManagementApi } from "../../../components/hooks/managementApi.ts";

const access: Auth0Access = {
  domain: "tenant.eu.auth0.com",
  clientId: "client",
  clientSecret: "a-secret-to-keep",
  apiToken: undefined,
  audience: undefined,
};
const withToken = { ...access, apiToken: "a-token-to-keep" };

/** A tenant that gives these answers, one after the other; waits are noted, not waited. */
function tenant(...answers: (Response | Error)[]) {
  const waits: number[] = [];
  const fetch = vi.fn((_url: string | URL | Request, _init?: RequestInit) => {
    const answer = answers.shift() ?? Response.json({});
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  const wait = (milliseconds: number) => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  return { by: { fetch, wait }, fetch, waits };
}

const put = (by: ReturnType<typeof tenant>["by"], as = withToken) =>
  callManagementApi({ ...as }, "PUT", "/guardian/policies", [], by);

describe("a call", () => {
  test("gets a token by client credentials, follows no redirect, and sends what it is given", async () => {
    const { by, fetch } = tenant(Response.json({ access_token: "t" }), Response.json(["done"]));
    expect(await put(by, access as typeof withToken)).toEqual(["done"]);
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      "https://tenant.eu.auth0.com/oauth/token",
      "https://tenant.eu.auth0.com/api/v2/guardian/policies",
    ]);
    for (const [, init] of fetch.mock.calls) expect(init?.redirect).toBe("error");
    expect(fetch.mock.calls[1]?.[1]).toMatchObject({ method: "PUT", body: "[]" });
    expect(new Headers(fetch.mock.calls[1]?.[1]?.headers).get("authorization")).toBe("Bearer t");
  });

  test.each([
    [500, 1],
    [503, 4],
    [429, 2],
  ])("that is answered with %i %i times is tried again", async (status, times) => {
    const { by, waits } = tenant(
      ...Array.from({ length: times }, () => new Response("", { status })),
      Response.json([]),
    );
    expect(await put(by)).toEqual([]);
    expect(waits).toEqual([500, 1000, 2000, 4000].slice(0, times));
  });

  test("waits for the rate limit's reset, within bounds", async () => {
    vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00Z") });
    const at = (seconds: number) =>
      new Response("", {
        status: 429,
        headers: { "x-ratelimit-reset": String(Date.now() / 1000 + seconds) },
      });
    const { by, waits } = tenant(at(7), at(-100), at(3600), Response.json([]));
    await put(by);
    expect(waits).toEqual([7000, 1000, 60_000]);
    vi.useRealTimers();
  });

  test.each<[string, Response | Error, string]>([
    [
      "refused",
      Response.json({ message: "Insufficient scope, expected any of: update:mfa_policies" }, { status: 403 }),
      "PUT https://tenant.eu.auth0.com/api/v2/guardian/policies was answered with 403: Insufficient scope, expected any of: update:mfa_policies",
    ],
    ["refused in HTML", new Response("<h1>no</h1>", { status: 404 }), "was answered with 404"],
  ])("that is %s fails at once and says why", async (_name, answer, why) => {
    const { by, waits } = tenant(answer);
    await expect(put(by)).rejects.toThrow(why);
    expect(waits).toEqual([]);
  });

  test("without an answer, ever, says so", async () => {
    const failure = Object.assign(new TypeError("fetch failed"), { cause: new Error("ECONNREFUSED") });
    const { by, waits } = tenant(...Array.from({ length: 9 }, () => failure));
    await expect(put(by)).rejects.toThrow("had no answer: ECONNREFUSED");
    expect(waits).toHaveLength(4);
  });

  test("that fails names no credential", async () => {
    const echo = Response.json({ error_description: "Unauthorized" }, { status: 401 });
    const { by } = tenant(echo);
    const failure = await put(by, access as typeof withToken).catch(String);
    expect(failure).toContain(
      "POST https://tenant.eu.auth0.com/oauth/token was answered with 401: Unauthorized",
    );
    expect(failure).not.toMatch(/to-keep/);
  });

  test("asks for no second token with the same access, and again after one that was refused", async () => {
    const same = { ...access };
    const { by, fetch } = tenant(
      Response.json({}, { status: 401 }),
      Response.json({ access_token: "t" }),
      Response.json([]),
      Response.json([]),
    );
    const get = () => callManagementApi(same, "GET", "/guardian/policies", undefined, by);
    await expect(get()).rejects.toThrow("401");
    await get();
    await get();
    const tokenCalls = fetch.mock.calls.filter(([url]) => (url as string).endsWith("/oauth/token"));
    expect(tokenCalls).toHaveLength(2);
    expect(fetch).toHaveBeenCalledTimes(4);
  });

  test("without credentials is not made", async () => {
    const { by, fetch } = tenant();
    const none = { ...access, clientSecret: undefined, apiToken: undefined };
    await expect(callManagementApi(none, "GET", "/clients", undefined, by)).rejects.toThrow(
      "auth0:clientSecret",
    );
    expect(fetch).not.toHaveBeenCalled();
  });
});
