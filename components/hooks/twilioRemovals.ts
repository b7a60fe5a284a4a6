import { configCommand, set, setSecret } from "../../configuration/problems.ts";
import { deleteFromTwilio } from "../../senders/twilio/delete.ts";
import type { Hook, HookStep } from "./Hook.ts";
import { runAgain } from "./Hook.ts";
import { isDestroying } from "./purpose.ts";
import { whyOf } from "./reasonOf.ts";
import { Refused } from "./TenantCalls.ts";

// What a stack removes at Twilio. Twilio's provider would also delete it when the stack only stops managing
// its sender. If Twilio rejects the call, a destroy continues and lists what is left there: a second one would
// not try again, because the resource is no longer in the state.

export const serviceRemoval: Hook = {
  purpose: "delete the Messaging Service",
  consequence: "The service stays at Twilio.",
  fix: runAgain,
  run: (step) =>
    remove(step, `/v1/Services/${encodeURIComponent(step.id)}`, {
      done: `Messaging Service ${step.id} deleted`,
      left: `Messaging Service ${step.id} left at Twilio`,
      fix: "delete it in Twilio's console (Messaging, Services)",
    }),
};

export const attachmentRemoval: Hook = {
  purpose: "remove a number from the Messaging Service",
  consequence: "The number stays in the service.",
  fix: runAgain,
  run(step) {
    const [service = "", number = ""] = [step.olds["serviceSid"], step.olds["sid"]].map(String);
    const path = `/v1/Services/${encodeURIComponent(service)}/PhoneNumbers/${encodeURIComponent(number)}`;
    return remove(step, path, {
      done: `number ${step.name} removed from the Messaging Service`,
      left: `number ${step.name} still in the Messaging Service`,
      fix: "remove it in Twilio's console (Messaging, Services, Sender Pool)",
    });
  },
};

/** @param says what to log if it was removed, and if a destroy leaves it, with what to do then */
async function remove(
  { tenant, declared }: HookStep,
  path: string,
  says: { done: string; left: string; fix: string },
): Promise<void> {
  try {
    if (declared.twilio === undefined)
      throw new Refused(
        `the account's credentials are missing. Fix: ${configCommand(set("twilio:accountSid", "AC…"), declared.stack)} and ${configCommand(setSecret("twilio:authToken"), declared.stack)}.`,
      );
    await deleteFromTwilio(declared.twilio, path, tenant.domain);
    tenant.note(says.done);
  } catch (error) {
    if (!isDestroying()) throw error;
    tenant.note(`${says.left}: ${whyOf(error)} Fix: ${says.fix}.`);
  }
}
