import { deleteFromTwilio } from "../../senders/twilio/delete.ts";
import type { Hook, HookStep } from "./Hook.ts";
import { isDestroying } from "./purpose.ts";
import { reasonOf } from "./reasonOf.ts";
import { Refused } from "./TenantCalls.ts";

// What a stack takes back at Twilio. Left to Twilio's provider it would go as well where the stack only hands
// its sender over. A destroy goes on where Twilio refuses, and says what is left there.

export const serviceRemoval: Hook = {
  purpose: "delete the Messaging Service",
  consequence: "It was left as it is. Fix the error and run the command again.",
  run: (step) => remove(step, `/v1/Services/${encodeURIComponent(step.id)}`, `Messaging Service ${step.id}`),
};

export const attachmentRemoval: Hook = {
  purpose: "remove a number from the Messaging Service",
  consequence: "Messages are still sent by it. Fix the error and run the command again.",
  run(step) {
    const [service = "", number = ""] = [step.olds["serviceSid"], step.olds["sid"]].map(String);
    const path = `/v1/Services/${encodeURIComponent(service)}/PhoneNumbers/${encodeURIComponent(number)}`;
    return remove(step, path, `number ${step.name} in the Messaging Service`);
  },
};

async function remove({ tenant, declared }: HookStep, path: string, what: string): Promise<void> {
  try {
    if (declared.twilio === undefined)
      throw new Refused(
        "the account's credentials are not known. Fix: pulumi config set twilio:accountSid AC… and pulumi config set --secret twilio:authToken.",
      );
    await deleteFromTwilio(declared.twilio, path, tenant.domain);
    tenant.note(`${what} deleted`);
  } catch (error) {
    if (!isDestroying()) throw error;
    tenant.note(`${what} left at Twilio: ${reasonOf(error)}`);
  }
}
