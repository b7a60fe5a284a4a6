import { expect, test } from "vitest";
import { Auth0Provider } from "../../../../sandbox/plugins/auth0/provider.ts";

const guardian = {
  type: "auth0:index/guardian:Guardian",
  urn: "urn:pulumi:dev::p::auth0:index/guardian:Guardian::mfa",
  name: "mfa",
  randomSeed: Buffer.alloc(0),
  olds: {},
};

async function warningsOf(phone: Record<string, string | boolean | string[]>): Promise<string[]> {
  const said: string[] = [];
  const provider = new Auth0Provider({}, (urn, text) => said.push(text.replace(urn, "URN")));
  await provider.check({ ...guardian, news: { policy: "never", phone } } as never);
  return said;
}

test("a legacy stack's Guardian properties are deprecated with the provider's own message", async () => {
  const phone = { enabled: true, messageTypes: ["sms"] };
  expect(await warningsOf(phone)).toEqual([]);
  const [said, ...more] = await warningsOf({ ...phone, provider: "twilio" });
  expect(more).toEqual([]);
  expect(said).toMatch(
    /^URN verification warning: property "phone\.provider" is deprecated: .*Unified Phone Experience.*`auth0_phone_provider`/,
  );
});
