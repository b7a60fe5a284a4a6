import { phoneFactor } from "../../../mfa/factors.ts";
import type { MfaState } from "../../../mfa/MfaState.ts";
import * as plan from "../../../mfa/plan.ts";
import { apply, isSameSender } from "../../../mfa/plan.ts";
import type { DeclaredMfa, DeclaredSender, Write } from "../../../mfa/plan.ts";
import { isWeaker } from "../../../mfa/policies.ts";
import type { Fate, Outcome } from "./explore.ts";

/** What Pulumi's state holds of a resource. */
export interface Recorded {
  /** What a hook is told was declared before. */
  inputs: DeclaredMfa;
  /** What the provider believes about the tenant: it sends the differences. */
  known: DeclaredMfa;
  /** Whether its last write failed: the next `up` then updates it, even if nothing of it has changed. */
  failed: boolean;
}

export interface Stack {
  sender?: Recorded | undefined;
  guardian?: Recorded | undefined;
}

export interface Situation {
  experience: "unified" | "legacy";
  tenant: MfaState;
  stack: Stack;
}

/** The planners of an `up`; a test replaces one by a worse one. */
export type Planners = Pick<typeof plan, "planMfa" | "planSender" | "planRemoval" | "planSenderRemoval">;

export const planners: Planners = plan;

/** A call, and how it turned out. */
export interface Call {
  write: Write;
  outcome: Outcome;
}

/** How an `up` ended. */
export type End = "succeeded" | "failed" | "refused";

/**
 * One `up` of a program with one Guardian and, on a unified tenant, one phone provider, each with a hook
 * before its writes.
 */
export class Up {
  readonly #situation: Situation;
  readonly #program: DeclaredMfa;
  readonly #fate: Fate;
  readonly #planners: Planners;
  readonly #onWrite: (tenant: MfaState) => void;
  readonly #onLeft: () => void;
  tenant: MfaState;
  stack: Stack;
  /** Each call so far, with its outcome. */
  readonly calls: Call[] = [];

  constructor(
    situation: Situation,
    program: DeclaredMfa,
    fate: Fate,
    own: { planners?: Planners; onWrite?: (tenant: MfaState) => void; onLeft?: () => void } = {},
  ) {
    this.#situation = situation;
    this.#program = program;
    this.#fate = fate;
    this.#planners = own.planners ?? planners;
    this.#onWrite = own.onWrite ?? (() => undefined);
    this.#onLeft = own.onLeft ?? (() => undefined);
    this.tenant = situation.tenant;
    this.stack = { ...situation.stack };
  }

  run(): End {
    const { sender } = this.#program;
    if (!this.#deployAction()) return "failed";
    if (this.#situation.experience === "unified") {
      // A part that is no longer declared is handed over unchanged.
      if (sender === undefined) this.stack.sender = undefined;
      else {
        const end = this.#step("sender", this.#planners.planSender, this.#senderWrites());
        if (end !== "succeeded") return end;
      }
    }
    if (!declaresGuardian(this.#program, this.#situation.experience)) {
      this.stack.guardian = undefined;
      return "succeeded";
    }
    const planner: Planners["planSender"] = (change) =>
      this.#planners.planMfa(change, this.#situation.experience);
    return this.#step("guardian", planner, this.#guardianWrites());
  }

  /** The Action is a resource of its own, deployed before whatever names it as the sender. */
  #deployAction(): boolean {
    const { sender } = this.tenant;
    if (this.#program.sender?.kind !== "action") return true;
    if (typeof sender !== "object" || sender.action?.deployed !== false) return true;
    return this.#call({ set: "sender", kind: "action", methods: sender.deliveryMethods ?? [] });
  }

  #step(resource: keyof Stack, planner: Planners["planSender"], own: readonly Write[]): End {
    const recorded = this.stack[resource];
    if (recorded?.failed === false && this.#isUnchanged(resource, recorded.inputs)) return "succeeded";
    const change = {
      present: this.tenant,
      declared: this.#program,
      previous: declaredBefore(this.#situation),
    };
    const planned = planner(change);
    if ("refused" in planned) return "refused";
    // A hook ends with its first failure; the engine then leaves the resource and what depends on it alone.
    if (!planned.writes.every((write) => this.#call(write))) return "failed";
    const changed = recorded === undefined ? own : own.filter((write) => !isKnown(write, recorded.known));
    const isWhole = this.#callAll(changed, resource === "guardian");
    this.stack[resource] = isWhole
      ? { inputs: this.#program, known: this.#program, failed: false }
      : this.#recordedFailure(resource, recorded);
    return isWhole ? "succeeded" : "failed";
  }

  /**
   * Measured on the official provider: after a failure, it believes that a Guardian's settings are written,
   * but not a phone provider's.
   */
  #recordedFailure(resource: keyof Stack, recorded: Recorded | undefined): Recorded | undefined {
    if (recorded !== undefined)
      return { ...recorded, known: resource === "guardian" ? this.#program : recorded.known, failed: true };
    // A failed creation is repeated, or updated with nothing left to send, depending on how far it came.
    return this.#fate(false) === "works"
      ? { inputs: this.#program, known: this.#program, failed: true }
      : undefined;
  }

  #isUnchanged(resource: keyof Stack, before: DeclaredMfa): boolean {
    const { sender, ...guardian } = this.#program;
    const { sender: senderBefore, ...guardianBefore } = before;
    const isSender = isSameSender(sender, senderBefore);
    if (resource === "sender") return isSender;
    return isSame(guardian, guardianBefore) && (this.#situation.experience === "unified" || isSender);
  }

  /** @param goesOn whether the provider goes on after a failure */
  #callAll(writes: readonly Write[], goesOn: boolean): boolean {
    let isWhole = true;
    for (const write of writes) {
      if (!isWhole && !goesOn) break;
      const changes = this.#changes(write);
      // After a failure, a call that changes nothing can make no difference.
      if (!isWhole && !changes) continue;
      // A call with a late response would overtake the provider's next calls.
      if (goesOn && changes) this.#onLeft();
      if (!this.#call(write, changes)) isWhole = false;
    }
    return isWhole;
  }

  #call(write: Write, changes = this.#changes(write)): boolean {
    const outcome = this.#fate(changes);
    const isTaken = outcome !== "refused" && accepts(this.tenant, write);
    this.calls.push({ write, outcome: isTaken ? outcome : "refused" });
    if (isTaken) {
      this.tenant = apply(this.tenant, write);
      this.#onWrite(this.tenant);
    }
    return isTaken && outcome === "works";
  }

  #changes(write: Write): boolean {
    return accepts(this.tenant, write) && !isSame(apply(this.tenant, write), this.tenant);
  }

  #senderWrites(): Write[] {
    const { sender } = this.#program;
    return sender === undefined
      ? []
      : [{ set: "sender", kind: sender.kind, methods: sender.deliveryMethods }];
  }

  /**
   * The official provider's order: the policy, other factors, the phone factor, its sender, its delivery
   * methods.
   */
  #guardianWrites(): Write[] {
    const { policy, factors, deliveryMethods } = this.#program;
    const factor = (name: string): Write[] =>
      factors[name] === undefined ? [] : [{ set: "factor", factor: name, enabled: factors[name] }];
    return [
      ...(policy === undefined ? [] : [{ set: "policy", policy } as const]),
      ...Object.keys(factors)
        .filter((name) => name !== phoneFactor)
        .flatMap(factor),
      ...factor(phoneFactor),
      ...(this.#situation.experience === "legacy" ? this.#senderWrites() : []),
      ...(deliveryMethods === undefined
        ? []
        : [{ set: "delivery-methods", methods: deliveryMethods } as const]),
    ];
  }
}

/**
 * A destroy, or a stack that no longer declares anything: the Guardian first, then the sender; the provider
 * touches neither.
 */
export class Destroy {
  readonly #program: DeclaredMfa;
  readonly #fate: Fate;
  readonly #planners: Planners;
  readonly #onWrite: (tenant: MfaState) => void;
  tenant: MfaState;

  constructor(
    { tenant }: Situation,
    program: DeclaredMfa,
    fate: Fate,
    { planners: own, onWrite }: { planners: Planners; onWrite: (tenant: MfaState) => void },
  ) {
    this.tenant = tenant;
    this.#program = program;
    this.#fate = fate;
    this.#planners = own;
    this.#onWrite = onWrite;
  }

  run(): End {
    const { planRemoval: removal, planSenderRemoval: senderRemoval } = this.#planners;
    const planned = removal({ present: this.tenant, declared: this.#program });
    if ("refused" in planned) return "refused";
    for (const write of planned.writes) if (!this.#take(apply(this.tenant, write))) return "failed";
    if (this.#program.sender === undefined) return "succeeded";
    if ("refused" in senderRemoval({ present: this.tenant })) return "refused";
    return this.#take({ ...this.tenant, sender: "none" }) ? "succeeded" : "failed";
  }

  #take(next: MfaState): boolean {
    const outcome = this.#fate(true);
    if (outcome !== "refused") {
      this.tenant = next;
      this.#onWrite(next);
    }
    return outcome === "works";
  }
}

/**
 * What the stack has declared so far, of an `up` that failed too: a hook is told the old inputs and the old
 * outputs.
 */
export function declaredBefore({
  experience,
  stack: { guardian, sender },
}: Situation): DeclaredMfa | undefined {
  if (guardian === undefined && sender === undefined) return undefined;
  const nothing: DeclaredMfa = {
    policy: undefined,
    factors: {},
    deliveryMethods: undefined,
    sender: undefined,
  };
  const { inputs, known } = guardian ?? { inputs: nothing, known: nothing };
  const on = Object.entries(known.factors).filter(([, enabled]) => enabled);
  return {
    ...inputs,
    policy: isWeaker(inputs.policy, known.policy) ? known.policy : inputs.policy,
    factors: { ...inputs.factors, ...Object.fromEntries(on) },
    sender: experience === "legacy" ? inputs.sender : sender?.inputs.sender,
  };
}

/** Whether a write repeats what the provider believes the tenant has. */
function isKnown(write: Write, known: DeclaredMfa): boolean {
  switch (write.set) {
    case "policy":
      return known.policy === write.policy;
    case "factor":
      return known.factors[write.factor] === write.enabled;
    case "delivery-methods":
      return isSame(known.deliveryMethods, write.methods);
    case "sender":
      return known.sender?.kind === write.kind && isSame(known.sender.deliveryMethods, write.methods);
  }
}

/** The state after a refresh: what the tenant has, of what is declared; no failure is remembered. */
export function refreshed({ tenant, stack, ...situation }: Situation): Situation {
  const read = (inputs: DeclaredMfa): DeclaredMfa => ({
    policy: inputs.policy && (tenant.policy as DeclaredMfa["policy"]),
    factors: Object.fromEntries(
      Object.keys(inputs.factors).map((factor) => [factor, tenant.factors[factor] === true]),
    ),
    deliveryMethods: inputs.deliveryMethods && tenant.deliveryMethods,
    sender: inputs.sender && senderRead(tenant),
  });
  const refresh = (recorded: Recorded | undefined): Recorded | undefined => {
    if (recorded === undefined) return undefined;
    const inputs = read(recorded.inputs);
    return { inputs, known: inputs, failed: false };
  };
  return {
    ...situation,
    tenant,
    stack: { sender: refresh(stack.sender), guardian: refresh(stack.guardian) },
  };
}

/** A sender that is turned off, faulty or not deployed differs from what any program declares. */
function senderRead({ sender }: MfaState): DeclaredSender | undefined {
  if (typeof sender !== "object" || sender.kind === undefined) return undefined;
  const works = sender.disabled !== true && sender.fault === undefined && sender.action?.deployed !== false;
  return { kind: sender.kind, deliveryMethods: works ? (sender.deliveryMethods ?? []) : [], supports: [] };
}

/** Auth0 takes no delivery methods while the phone factor is off; no Action of ours can call. */
const accepts = (tenant: MfaState, write: Write): boolean =>
  (write.set !== "delivery-methods" || tenant.factors[phoneFactor] === true) &&
  (write.set !== "sender" || write.kind !== "action" || isSame(write.methods, ["sms"]));

const declaresGuardian = (program: DeclaredMfa, experience: Situation["experience"]): boolean =>
  program.policy !== undefined ||
  Object.keys(program.factors).length > 0 ||
  (experience === "legacy" && program.sender !== undefined);

/** By content; a property that is undefined is the same as none. The proof spends much of its time here. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other)) return false;
  for (const key in one) if (!isSame(one[key], other[key])) return false;
  for (const key in other) if (other[key] !== undefined && one[key] === undefined) return false;
  return true;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
