import { plivoAction } from "../../../../senders/plivo/action.ts";
import { otherToken } from "../deployedStack.ts";
import type { DeployedStack } from "../deployedStack.ts";
import type { Change, Work } from "./Change.ts";

export async function action({ api, declared }: DeployedStack): Promise<string> {
  const trigger =
    declared.settings.phoneExperience === "unified" ? "custom-phone-provider" : "send-phone-message";
  const { actions } = (await api("GET", `/actions/actions?triggerId=${trigger}`)) as {
    actions: { id: string }[];
  };
  return `/actions/actions/${actions[0]?.id ?? ""}`;
}

async function deployAction(stack: DeployedStack, patch: object): Promise<void> {
  const path = await action(stack);
  await stack.api("PATCH", path, patch);
  // Each read advances the build; one with packages takes a few.
  for (let read = 0; read < 10; read += 1) {
    const { status } = (await stack.api("GET", path)) as { status: string };
    if (status === "built") break;
  }
  await stack.api("POST", `${path}/deploy`);
}

const ours = (): object => ({ code: plivoAction.code });
const theirs = (): object => ({ code: `${plivoAction.code}fetch("https://evil.example");\n` });

const secretsOf = ({ sender }: DeployedStack): { name: string; value: string }[] => {
  if (sender.kind !== "plivo") return [];
  return [
    { name: "PLIVO_AUTH_ID", value: sender.authId },
    { name: "PLIVO_AUTH_TOKEN", value: sender.authToken },
    { name: "PLIVO_FROM", value: sender.from },
  ];
};

const actionChange = (
  name: string,
  change: Work,
  before: (stack: DeployedStack) => object,
  finds: Record<string, RegExp>,
): Change => ({ name, change, revert: (stack) => deployAction(stack, before(stack)), finds });

export const actionChanges: Change[] = [
  actionChange(
    "other code, a draft",
    async (stack) => stack.api("PATCH", await action(stack), theirs()),
    ours,
    {
      "Action's code": /\+1 −0 lines/,
      "deployed Action": /version \d+, not the latest/,
    },
  ),
  actionChange("other code, deployed", (stack) => deployAction(stack, theirs()), ours, {
    "Action's code": /\+1 −0 lines/,
    "deployed code": /version \d+ runs/,
  }),
  actionChange(
    "an older version deployed",
    async (stack) => {
      await deployAction(stack, theirs());
      await deployAction(stack, ours());
      const path = await action(stack);
      const { versions } = (await stack.api("GET", `${path}/versions`)) as { versions: { id: string }[] };
      await stack.api("POST", `${path}/versions/${versions[1]?.id ?? ""}/deploy`);
    },
    ours,
    { "deployed code": /\+1 −0 lines/ },
  ),
  actionChange(
    "other credentials",
    (stack) =>
      deployAction(stack, { secrets: secretsOf(stack).map((secret) => ({ ...secret, value: otherToken })) }),
    (stack) => ({ secrets: secretsOf(stack) }),
    { "Action's credentials": /PLIVO_AUTH_TOKEN/ },
  ),
  actionChange(
    "a secret more",
    (stack) => deployAction(stack, { secrets: [...secretsOf(stack), { name: "EXTRA", value: otherToken }] }),
    (stack) => ({ secrets: secretsOf(stack) }),
    { "Action's secrets": /not declared: EXTRA/, "Action's credentials": /EXTRA/ },
  ),
  actionChange(
    "a package",
    async (stack) =>
      stack.api("PATCH", await action(stack), { dependencies: [{ name: "left-pad", version: "1.0.0" }] }),
    () => ({ dependencies: [] }),
    { "Action's packages": /left-pad@1\.0\.0/, "deployed Action": /not the latest/ },
  ),
  actionChange(
    "another runtime",
    (stack) => deployAction(stack, { runtime: "node18-actions" }),
    () => ({ runtime: "node22" }),
    { "Action's runtime": /node18-actions/ },
  ),
];
