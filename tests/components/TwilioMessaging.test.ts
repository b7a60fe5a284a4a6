import { describe, expect, test } from "vitest";
import { Auth0Tenant } from "../../components/Auth0Tenant.ts";
import { access } from "../support/tenant/hookedTenant.ts";
import { TwilioMessaging } from "../../components/TwilioMessaging.ts";
import { only, recordResources, registered, types, valueOf } from "../support/pulumi/mocks.ts";

const owned = { phoneNumber: "+15005550006", sid: "PN1" };

async function declare(changes: Partial<ConstructorParameters<typeof TwilioMessaging>[1]> = {}) {
  const resources = await recordResources();
  const messaging = new TwilioMessaging("messaging", {
    tenant: await Auth0Tenant.open("tenant", { access }),
    accountSid: "AC1",
    friendlyName: "Codes",
    numbers: [owned],
    buyNumbers: [],
    protect: false,
    ...changes,
  });
  await registered(messaging);
  return { resources, messaging };
}

describe("the stack's own Messaging Service", () => {
  test("attaches the account's numbers, and buys none", async () => {
    const { resources, messaging } = await declare();
    expect(resources.map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`).sort()).toEqual([
      "MessagingPhoneNumber +15005550006",
      "MessagingService messaging",
      "Stash tenant",
      "TwilioMessaging messaging",
    ]);
    expect(only(resources, types.attachment).inputs).toEqual({ serviceSid: "sid-of-messaging", sid: "PN1" });
    expect(await valueOf(messaging.serviceSid)).toBe("sid-of-messaging");
  });

  test("deletes the service and its attachments, and releases a bought number only if it is not protected", async () => {
    const { resources } = await declare({ numbers: [], buyNumbers: [owned.phoneNumber], protect: true });
    const optionsOf = (type: string) => only(resources, type).options;
    const hooksOf = (type: string) => optionsOf(type)?.hooks.beforeDelete;
    expect(optionsOf(types.service)).toMatchObject({ protect: false, retainOnDelete: true });
    expect(hooksOf(types.service)).toEqual(["auth0-phone-mfa:service-removal"]);
    expect(optionsOf(types.attachment)).toMatchObject({ protect: false, retainOnDelete: true });
    expect(hooksOf(types.attachment)).toEqual(["auth0-phone-mfa:attachment-removal"]);
    expect(optionsOf(types.number)).toMatchObject({ protect: true, retainOnDelete: true });
  });

  test("attaches the numbers that it buys under the names that owned numbers would have", async () => {
    const { resources } = await declare({ numbers: [], buyNumbers: [owned.phoneNumber] });
    expect(only(resources, types.number).inputs).toEqual({
      accountSid: "AC1",
      phoneNumber: owned.phoneNumber,
    });
    expect(only(resources, types.attachment)).toMatchObject({
      name: owned.phoneNumber,
      inputs: { sid: `sid-of-${owned.phoneNumber}` },
    });
  });
});
