import { otherStandaloneFactors, phoneFactor } from "./factors.ts";

/**
 * What users of a tenant face when they sign in, as far as the source shows it: the Management API, a
 * preview, or the local tenant. `undefined` means that the source does not show it.
 */
export interface MfaState {
  /** When MFA is required: an `MfaPolicy`, or Auth0's name for a policy that this product does not know. */
  policy: string | undefined;
  /** Whether each factor is on, by Auth0's name. */
  factors: Readonly<Record<string, boolean | undefined>>;
  /** The phone factor's delivery methods. */
  deliveryMethods: readonly string[] | undefined;
  /** The sender. */
  sender: MfaSender | "none" | undefined;
  /** Names of the deployed Actions in the login flow that may require MFA, regardless of the policy. */
  mfaActions?: readonly string[];
}

/** The sender. */
export interface MfaSender {
  /**
   * Whether Auth0 itself calls Twilio, or an Action calls a carrier; `undefined` for Auth0's own sender, and
   * if it is unknown.
   */
  kind?: "twilio" | "action" | undefined;
  /** Whether it is disabled. */
  disabled?: boolean;
  /** The delivery methods that it supports. */
  deliveryMethods?: readonly string[] | undefined;
  /** The Action that sends. */
  action?: { deployed: boolean; bound: boolean } | undefined;
  /** Why it can't send, as in "its credentials are missing". */
  fault?: string | undefined;
}

/** Why no code can reach a user. */
export type Obstacle =
  | { cause: "factor-off" }
  | { cause: "no-delivery-method" }
  | { cause: "no-sender" }
  | { cause: "sender-disabled" }
  | { cause: "sender-faulty"; fault: string }
  | { cause: "method-not-sent"; method: string }
  | { cause: "action-not-deployed" }
  | { cause: "action-not-bound" };

/** Whether MFA is known to be required of some users. */
export const requiresMfa = ({ policy, mfaActions = [] }: Pick<MfaState, "policy" | "mfaActions">): boolean =>
  mfaActions.length > 0 || (policy !== undefined && policy !== "never");

/** Whether MFA may be required: an unknown policy may be any policy. */
export const mayRequireMfa = (state: Pick<MfaState, "policy" | "mfaActions">): boolean =>
  requiresMfa(state) || state.policy === undefined;

/** Whether users can sign in with a factor other than the phone. */
const hasOtherFactor = ({ factors }: Pick<MfaState, "factors">): boolean =>
  otherStandaloneFactors.some((name) => factors[name] === true);

/**
 * What keeps a code from reaching a user's phone, whether or not one is required. Unknown values are not
 * obstacles.
 */
export function obstaclesTo(state: MfaState): Obstacle[] {
  return [...factorObstacles(state), ...senderObstacles(state)];
}

/** Why a user who must enter a code can't get one; empty if users can sign in, even with another factor. */
export function lockOutsIn(state: MfaState): Obstacle[] {
  return requiresMfa(state) && !hasOtherFactor(state) ? obstaclesTo(state) : [];
}

/**
 * The same for users who have enrolled only their phone: while the phone factor is on, another factor does
 * not help them.
 */
export function phoneLockOutsIn(state: MfaState): Obstacle[] {
  const isPhoneUsed = state.factors[phoneFactor] !== false;
  return requiresMfa(state) && (isPhoneUsed || !hasOtherFactor(state)) ? obstaclesTo(state) : [];
}

/** Whether no user at all can sign in. If one delivery method is not sent, users of another one still can. */
export function isEveryoneLockedOut(state: MfaState): boolean {
  const lockOuts = lockOutsIn(state);
  const unsent = lockOuts.filter(({ cause }) => cause === "method-not-sent");
  return (
    lockOuts.length > unsent.length || (unsent.length > 0 && unsent.length === state.deliveryMethods?.length)
  );
}

/**
 * The obstacles after a change that did not exist before. If nobody could sign in before, nothing can get
 * worse.
 */
export function newLockOuts(before: MfaState, after: MfaState): Obstacle[] {
  if (isEveryoneLockedOut(before)) return [];
  const known = new Set(lockOutsIn(before).map((one) => JSON.stringify(one)));
  return lockOutsIn(after).filter((one) => !known.has(JSON.stringify(one)));
}

function factorObstacles({ factors, deliveryMethods }: MfaState): Obstacle[] {
  if (factors[phoneFactor] === false) return [{ cause: "factor-off" }];
  return deliveryMethods?.length === 0 ? [{ cause: "no-delivery-method" }] : [];
}

function senderObstacles({ sender, deliveryMethods = [] }: MfaState): Obstacle[] {
  if (sender === undefined) return [];
  if (sender === "none") return [{ cause: "no-sender" }];
  const { deliveryMethods: sent, action, fault } = sender;
  return [
    ...(sender.disabled === true ? [{ cause: "sender-disabled" } as const] : []),
    ...(fault === undefined ? [] : [{ cause: "sender-faulty", fault } as const]),
    ...(action?.deployed === false ? [{ cause: "action-not-deployed" } as const] : []),
    ...(action?.bound === false ? [{ cause: "action-not-bound" } as const] : []),
    ...deliveryMethods
      .filter((method) => sent?.includes(method) === false)
      .map((method) => ({ cause: "method-not-sent", method }) as const),
  ];
}
