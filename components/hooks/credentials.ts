import { readPhoneProviders } from "../../tenant/readers/phoneProviders.ts";
import { findOwnAction, removeTwins, sendSecrets } from "./actions.ts";
import type { Hook } from "./Hook.ts";
import { declaredPhone } from "./Hook.ts";
import { isAdopting } from "./purpose.ts";
import { Refused } from "./TenantCalls.ts";

/**
 * Comes before the state records that credentials, and the Action that holds them, have arrived. Auth0 gives none of them back: after a
 * failure the provider takes for sent what never arrived. What it has written in this very run did arrive.
 */
export const credentials: Hook = {
  purpose: "send the sender's credentials",
  consequence: "Messages leave with the old ones, if at all. Fix what it says and run the command again.",
  async run({ tenant, declared, written }) {
    const sender = isAdopting() ? undefined : await declaredPhone(declared).sender();
    if (sender?.action !== undefined) {
      const own = await findOwnAction(tenant, sender.action);
      if (written.has("Action")) await removeTwins(tenant, own);
      else await sendSecrets(tenant, own, sender.action);
    } else if (sender !== undefined && !written.has("PhoneProvider")) {
      const [provider] = await readPhoneProviders(tenant);
      if (provider === undefined)
        throw new Refused("the tenant has no phone provider any more. Fix: pulumi refresh, then pulumi up.");
      const path = `/branding/phone/providers/${encodeURIComponent(provider.id)}`;
      const body = { credentials: { auth_token: sender.provider.credentials.authToken } };
      await tenant.write({ method: "PATCH", path, body }, "the phone provider's token sent");
    }
  },
};
