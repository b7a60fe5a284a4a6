import { z } from "zod";
import { fingerprintOf } from "../../components/fingerprint.ts";
import { credentialsOf } from "../../senders/index.ts";
import type { DeclaredSender } from "../../senders/Sender.ts";
import { resourcesIn, revealed } from "./revealedState.ts";
import { recordedTag } from "./recordedState.ts";

const stashed = z.object({ credentials: z.string() });
const phone = z.object({ options: z.object({ authToken: z.unknown() }) });

/**
 * Whether the declared sender has other credentials than the last update sent. The state records a
 * fingerprint of those, or, on a legacy tenant, Twilio's token itself; `false` if it records neither.
 *
 * @param exported the stack's state with its secrets in plain text
 */
export async function haveCredentialsChanged(exported: unknown, sender: DeclaredSender): Promise<boolean> {
  const resources = resourcesIn(exported);
  const inputsOf = (name: string) => resources.find(({ urn }) => urn.endsWith(name))?.inputs ?? {};
  const sent = stashed.safeParse(revealed(inputsOf("Stash::sender-credentials")["input"])).data;
  const salt = recordedTag(resources);
  if (sent !== undefined && salt !== undefined)
    return sent.credentials !== (await fingerprintOf(credentialsOf(sender) as string[], salt));
  const token = revealed(phone.safeParse(inputsOf("Guardian::mfa")["phone"]).data?.options.authToken);
  return token !== undefined && token !== sender.factor.options.authToken;
}
