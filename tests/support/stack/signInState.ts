import { mfaStateOf } from "../../../tenant/readers/mfaState.ts";
import { readSnapshot } from "../../../tenant/readers/snapshot.ts";
import { obstaclesTo, requiresMfa } from "../../../mfa/MfaState.ts";
import type { TestStack } from "./testStack.ts";

/**
 * Whether a stack's users must enter a code, and whether a code can reach them. Required but impossible is a
 * lockout.
 */
export interface SignInState {
  required: boolean;
  possible: boolean;
}

/** Reads a stack's tenant as the product does. */
export async function signInState(
  stack: TestStack,
  experience: "unified" | "legacy" = "unified",
): Promise<SignInState> {
  const reader = { domain: "the local tenant", get: (path: string) => stack.api("GET", path) };
  const state = mfaStateOf(
    await readSnapshot(reader, ["tenant", "factors", "messageTypes", "policy", ...own[experience]]),
  );
  return { required: requiresMfa(state), possible: obstaclesTo(state).length === 0 };
}

const own = {
  unified: ["phoneProviders", "providerActions"],
  legacy: ["legacySender", "messageActions", "messageBindings"],
} as const;
