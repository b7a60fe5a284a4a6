import { declareSender } from "../../senders/index.ts";
import type { DeclaredSender } from "../../senders/Sender.ts";
import type { Settings } from "../../settings/settings.ts";

/** What a stack declares, and when it was last put in place. */
export interface Declared {
  settings: Settings;
  /** The client of each application that the stack made or took over, by its name in the program. */
  clientIds: Readonly<Record<string, string>>;
  /** The Messaging Service that Twilio sends by, as the last `up` left it. */
  messagingServiceSid: string | undefined;
  /** When the last `pulumi up` that succeeded had ended, by this machine's clock. */
  lastUp: Date | undefined;
}

/** What Auth0 was told of the stack's sender, and the configuration's word for it. */
export function declaredSender({
  settings: { sender, delivery, phoneExperience },
}: Pick<Declared, "settings">): (DeclaredSender & { kind: string }) | undefined {
  return sender && { ...declareSender(sender, delivery, phoneExperience), kind: sender.kind };
}

/** What a stack's outputs say of what it made. */
export function madeBy(
  outputs: Readonly<Record<string, unknown>>,
): Pick<Declared, "clientIds" | "messagingServiceSid"> {
  const { messagingServiceSid } = (outputs["mfa"] ?? {}) as Record<string, unknown>;
  const applications = Object.entries(
    (outputs["applications"] ?? {}) as Record<string, { clientId?: unknown }>,
  );
  return {
    clientIds: Object.fromEntries(
      applications.flatMap(([name, { clientId }]) =>
        typeof clientId === "string" ? [[name, clientId]] : [],
      ),
    ),
    messagingServiceSid: typeof messagingServiceSid === "string" ? messagingServiceSid : undefined,
  };
}

/** Clocks that differ by less are taken for one: an answer's Date is no finer. */
const sameClock = 2_000;

/** How far a skew may be wrong that such a Date was the measure of. */
const dateHeader = 1_000;

/**
 * Whether the tenant wrote something after the last `up`; never true where that is unknown.
 *
 * @param clockSkew how far the tenant's clock is ahead of this machine's, in milliseconds
 */
export function isAfterLastUp(
  { lastUp }: Pick<Declared, "lastUp">,
  at: Date | undefined,
  clockSkew = 0,
): boolean {
  if (lastUp === undefined || at === undefined) return false;
  const isSameClock = Math.abs(clockSkew) < sameClock;
  const [skew, unsure] = isSameClock ? [0, 0] : [clockSkew, dateHeader];
  return at.getTime() - skew > lastUp.getTime() + unsure;
}
