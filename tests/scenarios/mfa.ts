import type { MfaSender, MfaState } from "../../mfa/MfaState.ts";
import type { DeclaredMfa, DeclaredSender } from "../../mfa/plan.ts";
import type { MfaPolicy } from "../../mfa/policies.ts";
import type { Failed, Proof } from "../support/mfa/proof.ts";
import {
  checkAfterFailure,
  checkConvergence,
  checkDestroy,
  checkUp,
  newProof,
} from "../support/mfa/proof.ts";
import type { Planners, Situation } from "../support/mfa/upModel.ts";
import { isSame, planners } from "../support/mfa/upModel.ts";

export type Experience = Situation["experience"];

const methodSets = [["sms"], ["voice"], ["sms", "voice"]];
const both = ["sms", "voice"];

const twilio = (methods: readonly string[]): MfaSender => ({ kind: "twilio", deliveryMethods: methods });
const action = (deployed = true): MfaSender => ({
  kind: "action",
  deliveryMethods: ["sms"],
  action: { deployed, bound: true },
});

/** Tenants as somebody may have set them up by hand. */
function* tenants(): Generator<MfaState> {
  const senders = [
    "none" as const,
    ...methodSets.map(twilio),
    action(),
    action(false),
    { ...twilio(both), disabled: true },
    { ...twilio(["sms"]), fault: "its credentials are missing" },
  ];
  for (const policy of ["never", "adaptive", "always"])
    for (const sms of [true, false])
      for (const otp of [true, false])
        for (const deliveryMethods of methodSets)
          for (const sender of senders)
            for (const mfaActions of [[], ["Ask for MFA"]])
              for (const email of [false, true])
                yield { policy, factors: { sms, otp, email }, deliveryMethods, sender, mfaActions };
}

const twilioDeclared = (methods: readonly string[]): DeclaredSender => ({
  kind: "twilio",
  deliveryMethods: methods,
  supports: both,
});
const actionDeclared: DeclaredSender = { kind: "action", deliveryMethods: ["sms"], supports: ["sms"] };

/** Programs as `settings/` lets them be, each once. */
function programs(experience: Experience): DeclaredMfa[] {
  const all = [...combinations(experience)];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Sender and factor have the same delivery methods. */
function* combinations(experience: Experience): Generator<DeclaredMfa> {
  const policies: (MfaPolicy | undefined)[] = ["never", "adaptive", "always", undefined];
  const factors: { sms?: boolean; otp?: boolean; email?: boolean }[] = [
    {},
    { sms: true },
    { sms: true, otp: true },
    { sms: true, otp: false },
    { otp: true },
    { sms: true, email: true },
    { otp: false, email: true },
    { email: true, otp: true },
  ];
  for (const policy of policies)
    for (const factor of factors)
      for (const methods of methodSets)
        for (const sender of [undefined, twilioDeclared(methods), actionDeclared]) {
          const isManaged = factor.sms === true;
          if (sender?.kind === "action" && !isSame(methods, ["sms"])) continue;
          // On a legacy tenant the sender is part of the factor.
          if (experience === "legacy" && (sender !== undefined) !== isManaged) continue;
          yield { policy, factors: factor, deliveryMethods: isManaged ? methods : undefined, sender };
        }
}

/** Changes that somebody may make in the dashboard of a tenant that a stack has set up. */
const hands: readonly Partial<MfaState>[] = [
  { policy: "never" },
  { policy: "always" },
  { factors: { sms: true, otp: true, email: false } },
  { factors: { sms: false, otp: true, email: true } },
  { factors: { sms: false, otp: false, email: true } },
  { deliveryMethods: ["voice"] },
  { sender: "none" },
  { sender: twilio(both) },
  { mfaActions: ["Ask for MFA"] },
];

/**
 * Proves the plan. It covers every first `up` on every tenant, every change from one program to another, also
 * after a manual change, and every destroy. Each runs in every way in which its calls can turn out. After
 * each failure, with every call working, come the same program, the previous one and one other, each with and
 * without a refresh.
 * @param options.every one pair in this many is checked; all of them by default
 * @param options.mostFaults stops after this many kinds of faults
 */
export function prove(
  experience: Experience,
  options: { planners?: Planners; every?: number; mostFaults?: number } = {},
): Proof {
  const { planners: own = planners, every = 1, mostFaults = 10 } = options;
  const proof = newProof();
  const failed: Failed = new Map();
  const all = programs(experience);
  const situations = new Map<string, Situation>();
  const isOver = (): boolean => proof.faults.length >= mostFaults;
  let turn = 0;
  const isTurn = (): boolean => turn++ % every === 0 && !isOver();
  for (const tenant of tenants())
    for (const program of all) {
      if (!isTurn()) continue;
      const situation: Situation = { experience, tenant, stack: {} };
      checkUp(proof, own, situation, program, failed);
      checkDestroy(proof, own, situation, program);
      const after = checkConvergence(proof, own, situation, program);
      situations.set(JSON.stringify(after), after);
    }
  for (const situation of situations.values())
    for (const program of all) {
      if (isTurn()) checkUp(proof, own, situation, program, failed);
      for (const hand of hands)
        if (isTurn())
          checkUp(proof, own, { ...situation, tenant: { ...situation.tenant, ...hand } }, program);
    }
  if (!isOver()) checkAfterFailure(proof, own, failed, all);
  return proof;
}
