import * as pulumi from "@pulumi/pulumi";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { presentPolicy } from "../../../components/hooks/presentPolicy.ts";
import { recordResources } from "../../support/pulumi/mocks.ts";
import { tenantApi } from "../../support/tenant/hookedTenant.ts";

const policies = (answer: unknown) => tenantApi({ "GET /guardian/policies": answer }).api;

test.each([
  [[], "never"],
  [["all-applications"], "all-applications"],
  [["a policy of tomorrow"], "a policy of tomorrow"],
])("a tenant of %j has the policy that Auth0's provider calls %s", async (answer, name) => {
  expect(await presentPolicy(policies(answer))).toBe(name);
});

describe("a policy that can't be read", () => {
  test("stops an up, with the reason", async () => {
    await recordResources();
    const failure = presentPolicy(policies(401));
    await expect(failure).rejects.toSatisfy((error) => pulumi.RunError.isInstance(error));
    await expect(failure).rejects.toThrow(
      /^Failed to read the tenant's MFA policy: the token in AUTH0_API_TOKEN is not a JSON Web Token\. No MFA setting was changed\. Fix: /,
    );
  });

  test("is a warning in a preview: an existing Guardian ignores it", async () => {
    await recordResources({}, { preview: true });
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
    onTestFinished(() => {
      warn.mockRestore();
    });
    expect(await presentPolicy(policies(401))).toBe("never");
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/not a JSON Web Token\. pulumi up would fail here\. Fix: unset it [^.]*\.$/),
    ]);
  });
});
