import { expect } from "vitest";
import { parts } from "../../configuration/parts.ts";
import type { Part } from "../../configuration/parts.ts";
import { setUpPhoneByHand } from "../support/stack/phoneByHand.ts";
import { signInState } from "../support/stack/signInState.ts";
import type { TestStack } from "../support/stack/testStack.ts";
import { testStack, writesIn } from "../support/stack/testStack.ts";

interface Managed {
  name: string;
  manage: readonly Part[];
}

/** Every combination of parts except the empty one. */
export const choices = (): Managed[] =>
  Array.from({ length: 2 ** parts.length - 1 }, (_, index) => {
    const manage = parts.filter((_part, place) => (index + 1) & (1 << place));
    return { name: manage.join(", "), manage };
  });

const usable = { required: true, possible: true };

/** A tenant on which somebody has set up what sends, the factor and the policy. */
async function stackOnUsedTenant(): Promise<TestStack> {
  const stack = await testStack();
  await setUpPhoneByHand(stack);
  await stack.api("PUT", "/guardian/policies", ["all-applications"]);
  return stack;
}

/**
 * Up, no change; another part added and handed over again, which writes nothing; destroy. Users can sign in
 * throughout, and what the stack does not manage is as it was.
 */
export async function manageSome({ manage }: Managed): Promise<void> {
  const stack = await stackOnUsedTenant();
  const settle = async (managed: readonly Part[]) => {
    await stack.set({ manage: managed });
    await stack.up();
    expect(await signInState(stack)).toEqual(usable);
    expect(await stack.preview()).toEqual([]);
  };
  await settle(manage);
  // The first that is left out.
  const [part] = parts.filter((one) => !manage.includes(one));
  if (part !== undefined) {
    await settle([...manage, part]);
    await stack.calls();
    await settle(manage);
    // Of an application, only the stack's own mark goes.
    const writes = part === "application" ? ["PATCH /clients/{id}"] : [];
    expect(writesIn(await stack.calls())).toEqual(writes);
  }

  const takesPolicy = manage.includes("policy");
  const isKept = !takesPolicy && (manage.includes("factor") || manage.includes("sender"));
  // While a policy that is managed elsewhere requires a code, everything that delivers the code stays.
  if (isKept) await stack.failingDestroy();
  else await stack.destroy();
  expect(await stack.api("GET", "/guardian/policies")).toEqual(takesPolicy ? [] : ["all-applications"]);
  if (!takesPolicy) expect(await signInState(stack)).toEqual(usable);
  const { providers } = (await stack.api("GET", "/branding/phone/providers")) as { providers: unknown[] };
  expect(providers).toHaveLength(manage.includes("sender") && takesPolicy ? 0 : 1);
}
