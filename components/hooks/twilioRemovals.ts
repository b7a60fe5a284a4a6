import { deleteFromTwilio } from "../../senders/twilio/delete.ts";
import type { Hook, HookStep } from "./Hook.ts";
import { Refused } from "./TenantCalls.ts";

// What a stack takes back at Twilio. Left to Twilio's provider it would go as well where the stack only hands its sender over.

export const serviceRemoval: Hook = {
  purpose: "delete the Messaging Service",
  consequence: "No message leaves by it any more. Fix what it says and run the command again.",
  run: (step) => remove(step, `/v1/Services/${encodeURIComponent(step.id)}`),
};

export const attachmentRemoval: Hook = {
  purpose: "take a number out of the Messaging Service",
  consequence: "Messages still leave by it. Fix what it says and run the command again.",
  run(step) {
    const [service, number] = [step.olds["serviceSid"], step.olds["sid"]].map((sid) =>
      encodeURIComponent(String(sid)),
    );
    return remove(step, `/v1/Services/${service ?? ""}/PhoneNumbers/${number ?? ""}`);
  },
};

async function remove({ tenant, declared }: HookStep, path: string): Promise<void> {
  if (declared.twilio === undefined)
    throw new Refused(
      "the account's credentials are not known. Fix: pulumi config set twilio:accountSid AC… and pulumi config set --secret twilio:authToken.",
    );
  await deleteFromTwilio(declared.twilio, path, tenant.domain);
}
