import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { prove } from "../scenarios/mfa.ts";
import type { Planners } from "../support/mfa/upModel.ts";

const mfa = fileURLToPath(new URL("../../mfa", import.meta.url));

/** The planners, with a part of their source replaced. */
async function plannersWith(text: string, other: string): Promise<Planners> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-phone-mfa-plan-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(mfa, folder, { recursive: true });
  const file = join(folder, "plan.ts");
  const source = await readFile(file, "utf8");
  expect(
    source.split(text).length - 1,
    `plan.ts holds this text once; else the list of guards is old: ${text}`,
  ).toBe(1);
  await writeFile(
    file,
    source.replace(text, () => other),
  );
  return (await import(pathToFileURL(file).href)) as Planners;
}

/** What each guard prevents, and the plan without it. */
const guards: [guard: string, text: string, without: string][] = [
  ["no write may lock users out", "if (this.#refused.length === 0) this.#refused = refused;", ""],
  ["the policy is lowered first", "plan.lowerPolicy();\n  plan.enableFactors();", "plan.enableFactors();"],
  [
    "a policy that was raised elsewhere is not lowered",
    "if (previous?.policy === undefined || isWeaker(declared.policy, previous.policy))",
    "if (declared.policy !== undefined)",
  ],
  [
    "the provider does not lower it either",
    'this.#refused = [{ cause: "policy-stronger", policy: String(policy) }];',
    "return;",
  ],
  ["factors are turned on", "if (enabled && this.#state.factors[factor] !== true) this", "if (false) this"],
  ["a factor that was turned on elsewhere stays", "if (!enabled && isAsked && ", "if (!enabled && "],
  ["what is asked for is turned off", "plan.disableFactors();", ""],
  ["no factor is on without one that it needs", "plan.refuseFactorAlone();", ""],
  [
    "a factor is turned on after one that it needs",
    "for (const [factor, enabled] of inOrder)",
    "for (const [factor, enabled] of inOrder.reverse())",
  ],
  ["delivery methods are set", "plan.setDeliveryMethods();", ""],
  [
    "the factor offers less before the sender can do less",
    "else if (kept.length < offered.length && deliveryMethods !== undefined)",
    "else if (false)",
  ],
  [
    "a switch between delivery methods has a step with both",
    "if (kept.length === 0 && offered.length > 0) this.#bridge(sender, offered);",
    "if (false) return;",
  ],
  [
    "only a sender that supports both has both",
    "const kind = methods.every((method) => sender.supports.includes(method))",
    "const kind = true",
  ],
  [
    "a sender that sends nothing of what is offered needs no other in between",
    "return offered.every((method) => sender.deliveryMethods?.includes(method)) ? sender.kind : undefined;",
    "return sender.kind;",
  ],
  [
    "a raised policy does not reject a change that keeps the policy",
    "else if (previous.policy !== declared.policy)",
    "else",
  ],
  [
    "delivery methods that are not declared are not narrowed",
    "else if (kept.length < offered.length && deliveryMethods !== undefined)",
    "else if (kept.length < offered.length)",
  ],
  [
    "delivery methods that are not declared are not replaced with the sender",
    "if (deliveryMethods === undefined) return;",
    "",
  ],
  ["a faulty sender does not count as the declared one", "  present.fault === undefined &&\n", ""],
  ["a disabled sender does not count as the declared one", "  present.disabled !== true &&\n", ""],
  [
    "the policy is raised last",
    "plan.lowerPolicy();\n  plan.enableFactors();",
    "plan.lowerPolicy();\n  plan.raisePolicy();\n  plan.enableFactors();",
  ],
  [
    "the policy is not raised while users can't sign in",
    'if (policy !== "never" && this.#refused.length === 0) this.#refused = phoneLockOutsIn(next);',
    "",
  ],
  ["the policy is raised", "plan.raisePolicy();", ""],
  ["the factor is made ready before the sender changes", "writes: end.writes.filter(", "writes: [].slice("],
  [
    "a sender whose write failed is written again",
    'if ("refused" in end || !isLeftToProvider) return end;',
    'if ("refused" in end) return end;',
  ],
  [
    "MFA is no longer required before a stack stops declaring the factor",
    'policy: declared.policy && "never",',
    "policy: undefined,",
  ],
  [
    "a sender that users need stays",
    'return isNeeded ? { refused: [{ cause: "no-sender" }] } : { writes: [] };',
    "return { writes: [] };",
  ],
];

test.each(guards)("the proof fails without the guard that %s", async (_, text, without) => {
  const planners = await plannersWith(text, without);
  const fails = (["unified", "legacy"] as const).some(
    (experience) => prove(experience, { planners, every: 397, mostFaults: 1 }).faults.length > 0,
  );
  expect(fails, "without this guard the proof fails").toBe(true);
});
