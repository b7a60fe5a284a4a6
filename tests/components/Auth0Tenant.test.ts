import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { Auth0Tenant } from "../../components/Auth0Tenant.ts";
import { declaredPhone } from "../../components/hooks/Hook.ts";
import { only, recordResources, valueOf } from "../support/pulumi/mocks.ts";
import { access, declaring } from "../support/tenant/hookedTenant.ts";

const { domain } = access;
const stash = "pulumi:index:Stash";

describe("a stack's tenant", () => {
  test("is kept in the state, with its own random tag", async () => {
    const tags = [];
    for (let stacks = 0; stacks < 2; stacks += 1) {
      const resources = await recordResources();
      const tenant = await Auth0Tenant.open("tenant", { access });
      expect(only(resources, stash, "tenant").inputs).toMatchObject({ input: { domain } });
      tags.push(await valueOf(tenant.ownershipTag));
    }
    expect(tags[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(tags[1]).not.toBe(tags[0]);
  });

  test.each([
    ["the same", domain],
    ["the same in capitals", domain.toUpperCase()],
  ])("is accepted if it is %s, with the tag in the state", async (_, recorded) => {
    await recordResources({ pinned: { domain: recorded, ownershipTag: "first" } });
    const tenant = await Auth0Tenant.open("tenant", { access });
    expect(await valueOf(tenant.ownershipTag)).toBe("first");
  });

  test("rejects a different tenant, and names a fix for each intention", async () => {
    await recordResources({ pinned: { domain: "prod.eu.auth0.com", ownershipTag: "first" } });
    const opened = Auth0Tenant.open("tenant", { access });
    await expect(opened).rejects.toSatisfy((error) => pulumi.RunError.isInstance(error));
    await expect(opened).rejects.toThrow(
      "this stack belongs to the tenant prod.eu.auth0.com, but auth0:domain is tenant.eu.auth0.com; nothing was changed. " +
        "Fix: pulumi config set auth0:domain prod.eu.auth0.com --stack dev. To use another tenant, create another stack: pulumi stack init NAME.",
    );
  });

  test("has only one PhoneMfa", async () => {
    await recordResources();
    const tenant = await Auth0Tenant.open("tenant", { access });
    const phone = declaredPhone(declaring());
    tenant.declarePhone(phone);
    expect(() => {
      tenant.declarePhone(phone);
    }).toThrow(/two PhoneMfa components for one tenant/);
  });
});
