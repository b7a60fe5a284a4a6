import { deploy, findOwnAction, removeTwins, sendSecrets } from "./actions.ts";
import type { Hook } from "./Hook.ts";
import { declaredPhone, memberOf, runAgain } from "./Hook.ts";
import { isAdopting } from "./purpose.ts";
import { changePhoneProvider } from "./phoneProvider.ts";

/**
 * Runs before the state records that credentials, and the Action that holds them, have arrived. Auth0 does
 * not return credentials: after a failure, the provider believes that it sent values that never arrived.
 * Whatever this run has sent did arrive, or the run would have stopped.
 */
export const credentials: Hook = {
  purpose: "send the sender's credentials",
  consequence: "Messages are still sent with the old credentials, if at all.",
  fix: runAgain,
  async run({ tenant, declared, news, olds, sent }) {
    const sender = isAdopting() ? undefined : await declaredPhone(declared).sender();
    const [now, before] = [news, olds].map(({ input }) => memberOf(input, "credentials"));
    const haveArrived = now !== undefined && now === before;
    if (sender?.action !== undefined) {
      const found = await findOwnAction(tenant, sender.action);
      if (haveArrived || sent.has("Action")) await deploy(tenant, found.own, sender.action);
      else await sendSecrets(tenant, found.own, sender.action);
      await removeTwins(tenant, found);
    } else if (sender !== undefined && !haveArrived && !sent.has("PhoneProvider")) {
      const body = { credentials: { auth_token: sender.provider.credentials.authToken } };
      await changePhoneProvider(tenant, () => body, "the phone provider's token sent");
    }
  },
};
