import { declareSender } from "../../senders/index.ts";
import type { DeclaredSender } from "../../senders/Sender.ts";
import type { Settings } from "../../settings/settings.ts";

/** What a stack declares, and when it was last deployed. */
export interface Declared {
  /** The stack's name. */
  stack: string;
  settings: Settings;
  /** The client of each application that the stack registered or adopted, by its name in the program. */
  clientIds: Readonly<Record<string, string>>;
  /** The Messaging Service that Twilio sends from, as the last `up` left it. */
  messagingServiceSid: string | undefined;
  /** When the last successful `pulumi up` ended, by this machine's clock. */
  lastUp: Date | undefined;
  /** Whether the sender has other credentials than the last `up` sent. */
  haveCredentialsChanged?: boolean;
}

/** The stack's sender, as Auth0 was told, and its name in the configuration. */
export function declaredSender({
  settings: { sender, delivery, phoneExperience },
}: Pick<Declared, "settings">): (DeclaredSender & { kind: string }) | undefined {
  return sender && { ...declareSender(sender, delivery, phoneExperience), kind: sender.kind };
}

/** What a stack's outputs say about its resources. */
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

/** What shows whether the tenant's credentials work. The API of a legacy tenant sends no message. */
export const trial = ({ stack, settings }: Declared): string =>
  settings.phoneExperience === "unified"
    ? `npm run doctor -- --stack ${stack} --send-test +…`
    : `a sign-in at a tryUrl (npm run pulumi -- stack output applications --stack ${stack})`;

/** Clocks that differ by less count as equal: a response's Date header is no more precise. */
const sameClock = 2_000;

/** The possible error of a skew that was measured with such a Date header. */
const dateHeader = 1_000;

/**
 * Whether the tenant wrote something after the last `up`; never true if that is unknown.
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
