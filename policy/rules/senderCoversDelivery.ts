import { deliveryMethods } from "../../components/terms.ts";
import { at, kindAndName, textsAt } from "../Declared.ts";
import type { Declared } from "../Declared.ts";
import { recorded, rule } from "../Rule.ts";
import { deliveryOf, guardianOf, isLegacy, providerOf, requiresMfa } from "../tenant.ts";

/** What is declared may hold any word. */
const methods: Readonly<Record<string, string>> = deliveryMethods;

export const senderCoversDelivery = rule({
  id: "sender-covers-delivery",
  description:
    "A sender is there while the policy requires a code, and sends in each way that the factor offers.",
  level: "mandatory",
  configuration: { recorded },
  stack(all, { recorded: before }) {
    const factor = guardianOf(all, "factor");
    const provider = providerOf(all);
    if (isLegacy(factor)) return legacyGaps(factor, all);
    if (provider) return factor ? uncovered(provider, factor) : [];
    const wasThere = before.some((urn) => kindAndName(urn).kind === "PhoneProvider");
    return wasThere && requiresMfa(all)
      ? [
          "The sender would go while the MFA policy requires a code: no message could leave. Keep sender in manage, or first set mfaPolicy to never (and allowWeakening to true) and run an up.",
        ]
      : [];
  },
});

function uncovered(provider: Declared, factor: Declared): string[] {
  const sends = textsAt(provider, "configuration", "deliveryMethods");
  return deliveryOf(factor)
    .filter((type) => !sends.includes(methods[type] ?? type))
    .map(
      (type) =>
        `The factor offers ${type}, which the sender does not send: who chooses it gets no code. Take ${type} off delivery, or choose a sender that has it.`,
    );
}

/** On a legacy tenant the factor names its sender; Twilio's settings must be complete, a custom one's are an Action. */
function legacyGaps(factor: Declared | undefined, all: readonly Declared[]): string[] {
  if (!factor) return [];
  const custom = at(factor, "phone", "provider") === "phone-message-hook";
  if (!custom || all.some(({ kind }) => kind === "TriggerAction" || kind === "TriggerActions")) return [];
  return [
    "The factor leaves its messages to an Action, and none is bound to send-phone-message: no message could leave. Keep the Action of the sender, or choose sender twilio.",
  ];
}
