import { valueAt } from "../../../preview/paths.ts";
import type { State, Step } from "../../../preview/Preview.ts";
import { otherReads, otherWrites } from "./otherFactors.ts";

/** Management API calls of a resource's operation, including its own read afterwards. */
interface Calls {
  read: number;
  create: number;
  update: number;
  delete: number;
}

/** Measured on the local tenant, with the plugin whose calls are compared with the official plugin's. */
const fixed: Readonly<Record<string, Calls>> = {
  Client: { read: 1, create: 2, update: 2, delete: 1 },
  PhoneProvider: { read: 1, create: 3, update: 2, delete: 1 },
  PhoneNotificationTemplate: { read: 1, create: 2, update: 2, delete: 1 },
  // Write, poll the build, deploy, poll the deployment, read. A slower build is polled again.
  Action: { read: 1, create: 5, update: 6, delete: 1 },
  TriggerAction: { read: 2, create: 4, update: 4, delete: 2 },
};

/** How many calls a read of the Guardian makes depends on the tenant's settings. */
export interface GuardianState {
  factorOn: boolean;
  /** The sender of a legacy tenant; `undefined` on a unified one. */
  legacySender: string | undefined;
}

/**
 * Policies and factors. With the phone factor on, also its message types and the tenant's settings. On a
 * legacy tenant, also the sender, the texts, and Twilio's settings.
 */
export function guardianRead(
  { factorOn, legacySender }: GuardianState,
  step: Partial<Pick<Step, "before" | "after">>,
): number {
  const others = otherReads(step);
  if (!factorOn) return 2 + others;
  if (legacySender === undefined) return 4 + others;
  return (legacySender === "twilio" ? 7 : 6) + others;
}

/** What creating or updating a Guardian writes: the policy, and each part of the factor. */
export function guardianWrites(step: Step, wanted: GuardianState): number {
  const changed = (setting: string): boolean =>
    step.before === undefined
      ? step.after?.inputs[setting] !== undefined
      : step.paths.some(({ path }) => path[0] === setting);
  const phone = !changed("phone")
    ? 0
    : !wanted.factorOn
      ? 1
      : wanted.legacySender === undefined
        ? 3
        : legacyWrites(wanted);
  return (changed("policy") ? 1 : 0) + otherWrites(step) + phone;
}

const legacyWrites = ({ legacySender }: GuardianState): number => (legacySender === "twilio" ? 6 : 5);

/** Calls of a resource other than a Guardian; none if it is not Auth0's. */
export const callsOf = (kind: string): Calls =>
  (Object.hasOwn(fixed, kind) ? fixed[kind] : undefined) ?? { read: 0, create: 0, update: 0, delete: 0 };

/** The part of the Guardian's state that its calls depend on, from a resource. */
export function guardianStateOf(state: State | undefined): GuardianState {
  const phone = state?.outputs["phone"] ?? state?.inputs["phone"];
  const sender = valueAt(phone, ["provider"]);
  return {
    factorOn: valueAt(phone, ["enabled"]) === true,
    legacySender: typeof sender === "string" && sender !== "" ? sender : undefined,
  };
}
