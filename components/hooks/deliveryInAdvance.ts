import { toProviderMethod } from "../../mfa/deliveryMethods.ts";
import type { DeliveryMethod } from "../../mfa/deliveryMethods.ts";
import { phoneFactor } from "../../mfa/factors.ts";
import { readFactors } from "./mfaState.ts";
import type { Call } from "./stackAccess.ts";
import { withAccess } from "./stackAccess.ts";

export { configure } from "./stackAccess.ts";

/** What runs for a `DeliveryInAdvance` (docs/decisions/0021). */
interface Properties {
  delivery: DeliveryMethod[];
}

interface PhoneProvider {
  id: string;
  name: string;
  configuration: { delivery_methods?: string[] };
}

/** Nothing is taken away where nothing was declared before. */
export function create(properties: Properties): Promise<{ id: string; outs: Properties }> {
  return Promise.resolve({ id: "delivery", outs: properties });
}

export function diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean }> {
  return Promise.resolve({ changes: olds.delivery.join() !== news.delivery.join() });
}

export async function update(_id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
  const isWiderOnly = olds.delivery.every((way) => news.delivery.includes(way));
  if (!isWiderOnly) {
    const consequence =
      "Codes go the ways that they went before. Mend what it says and run the command again.";
    await withAccess("change how codes are delivered", consequence, async (call) => {
      await widenProvider(call, news.delivery);
      await narrowFactor(call, news.delivery);
    });
  }
  return { outs: news };
}

/** The provider must be able to send in the new ways before the factor offers nothing else; its old ways go later. */
async function widenProvider(call: Call, delivery: readonly DeliveryMethod[]): Promise<void> {
  const { providers = [] } = (await call("GET", "/branding/phone/providers")) as {
    providers?: PhoneProvider[];
  };
  const [provider] = providers;
  // A provider of another kind knows only its own ways, and is about to make way for another.
  if (provider?.name !== "twilio") return;
  const present = provider.configuration.delivery_methods ?? [];
  const missing = delivery.map(toProviderMethod).filter((method) => !present.includes(method));
  if (missing.length === 0) return;
  const configuration = { ...provider.configuration, delivery_methods: [...present, ...missing] };
  await call("PATCH", `/branding/phone/providers/${encodeURIComponent(provider.id)}`, { configuration });
}

/** Auth0 refuses message types while the factor is off. */
async function narrowFactor(call: Call, delivery: readonly DeliveryMethod[]): Promise<void> {
  const factors = await readFactors(call);
  if (factors[phoneFactor] !== true) return;
  await call("PUT", "/guardian/factors/phone/message-types", { message_types: delivery });
}
