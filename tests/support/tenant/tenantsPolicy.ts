import { onTestFinished, vi } from "vitest";

/** Lets the tenant have this MFA policy, in the API's words, for the rest of the test; without one, Never. */
export function tenantsPolicyIs(...policies: string[]): void {
  const token = { access_token: "a.b.c", expires_in: 60 };
  vi.stubGlobal("fetch", (url: string) =>
    Promise.resolve(Response.json(url.endsWith("/oauth/token") ? token : policies)),
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}
