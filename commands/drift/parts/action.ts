import { createHash } from "node:crypto";
import type { Comparison } from "../../../findings/Comparison.ts";
import { compare, compareSets } from "../../../findings/Comparison.ts";
import { countLines, diffLines, firstDifference } from "../../../findings/lines.ts";
import type { ActionArgs } from "../../../senders/Sender.ts";
import type { Action } from "../../../tenant/readers/actions.ts";
import type { Declared } from "../Declared.ts";
import { declaredSender, isAfterLastUp, trial } from "../Declared.ts";
import { pendingCredentials } from "./pendingCredentials.ts";

const deploy = "In the dashboard, open the Action and deploy it; pulumi up sees only its draft.";

/** The stack's own Action among those of its trigger. */
export function findOurs(declared: Declared, actions: readonly Action[]): Action | undefined {
  const wanted = wantedAction(declared);
  return actions.find(({ name }) => name === wanted?.name);
}

const wantedAction = (declared: Declared): ActionArgs | undefined => declaredSender(declared)?.action;

/** The Action that sends: its draft, and the deployed version that actually runs. */
export function compareAction(
  declared: Declared,
  actions: readonly Action[],
  clockSkew?: number,
): Comparison[] {
  const wanted = wantedAction(declared);
  if (wanted === undefined) return [];
  const action = findOurs(declared, actions);
  if (action === undefined)
    return [row("Action", wanted.name, "missing", { note: "no message can be sent" })];

  const names = wanted.secrets.map(({ name }) => name);
  return [
    row("Action", wanted.name, action.name),
    compareCode("Action's code", wanted.code, action.code, {}),
    row("Action's runtime", wanted.runtime, action.runtime ?? "not set"),
    compareSets("sender", "Action's packages", [], action.dependencies),
    compareSets(
      "sender",
      "Action's secrets",
      names,
      action.secrets.map(({ name }) => name),
      {
        fix: "In the dashboard, correct the Action's secrets and deploy it; pulumi up does not read them.",
      },
    ),
    ...changedSecrets(declared, action, clockSkew),
    ...compareDeployed(wanted.code, action),
  ];
}

/** The deployed version is what runs, and neither preview nor refresh looks at it. */
function compareDeployed(code: string, { deployed, isDeployed }: Action): Comparison[] {
  if (deployed === undefined) {
    return [row("deployed Action", "deployed", "never deployed", { fix: deploy })];
  }
  const version = `version ${deployed.number ?? "?"}`;
  return [
    compareCode("deployed code", code, deployed.code, { note: `${version} runs`, fix: deploy }),
    row("deployed Action", "the latest", isDeployed ? "the latest" : `${version}, not the latest`, {
      fix: deploy,
    }),
  ];
}

function changedSecrets(declared: Declared, { secrets }: Action, clockSkew?: number): Comparison[] {
  if (declared.haveCredentialsChanged) return [pendingCredentials("Action's credentials")];
  const changed = secrets.filter(({ updatedAt }) => isAfterLastUp(declared, updatedAt, clockSkew));
  if (changed.length === 0) return [row("Action's credentials", "the stack's", "the stack's")];
  const names = changed.map(({ name }) => name).join(", ");
  return [
    row("Action's credentials", "the stack's", "changed after the last update", {
      note: `${names}; Auth0 does not return the values`,
      fix: `${trial(declared)} shows whether they work. If they do not, set them in the dashboard, or rotate them.`,
    }),
  ];
}

/** Compares code by its hash. */
function compareCode(
  setting: string,
  code: string,
  actual: string,
  more: Pick<Comparison, "note" | "fix">,
): Comparison {
  if (code === actual) return row(setting, hash(code), hash(actual));
  const { added, removed } = countLines(diffLines(code, actual));
  const lines = `+${added} −${removed} lines, the first at ${firstDifference(code, actual)}`;
  return row(setting, hash(code), hash(actual), {
    ...more,
    note: more.note === undefined ? lines : `${more.note}: ${lines}`,
  });
}

/** Enough of a SHA-256 to tell two sources apart. */
const hash = (code: string): string =>
  `sha256 ${createHash("sha256").update(code).digest("hex").slice(0, 12)}`;

const row = (
  setting: string,
  declared: string,
  actual: string,
  more: Pick<Comparison, "note" | "fix"> = {},
): Comparison => compare("sender", setting, declared, actual, more);
