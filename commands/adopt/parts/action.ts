import type { Import, PartFinding, Unknown } from "../../../findings/PartFinding.ts";
import { types } from "../../../findings/PartFinding.ts";
import type { PhoneExperience } from "../../../mfa/phoneExperience.ts";
import { actionName, runtime, triggers } from "../../../senders/action.ts";
import { actionSenders } from "../../../senders/index.ts";
import type { ActionSecret, ActionSender } from "../../../senders/Sender.ts";
import type { Action } from "../../../tenant/readers/actions.ts";

/** A sender that is an Action, if the Action is exactly this project's own. */
export function findActionSender(
  experience: PhoneExperience,
  actions: readonly Action[],
  imports: (action: Action) => readonly Import[],
): PartFinding {
  const trigger = triggers[experience].id;
  const known = actionSenders.flatMap((sender) =>
    actions
      .filter(({ name }) => name === actionName(sender, experience))
      .map((action) => ({ sender, action, fault: actionFault(action, sender) })),
  );
  const ours = known.find(({ fault }) => fault === undefined) ?? known[0];
  if (ours === undefined) {
    const names = actions.map(({ name }) => name).join(", ");
    return { part: "sender", name: `Action ${names || trigger}`, why: "it does not belong to this project" };
  }
  const { sender, action, fault } = ours;
  if (fault !== undefined) return { part: "sender", name: `Action ${action.name}`, why: fault };
  return {
    part: "sender",
    shown: [{ setting: "sender", value: sender.kind, key: "sender" }],
    configuration: { sender: sender.kind },
    unknown: sender.secrets.map(unknown),
    imports: [{ type: types.action, name: trigger, id: action.id }, ...imports(action)],
    alone: [],
  };
}

/** Auth0 does not return the secrets of an Action. */
const unknown = ({ key, what, secret }: ActionSecret): Unknown => ({ key, what, secret });

function actionFault(action: Action, sender: ActionSender): string | undefined {
  const names = (secrets: readonly { name: string }[]) =>
    secrets
      .map(({ name }) => name)
      .sort()
      .join(",");
  if (action.code !== sender.code) return "its code differs from this project's";
  if (action.deployed === undefined || !action.isDeployed) return "its latest version is not deployed";
  if (action.runtime !== runtime)
    return `it runs on ${action.runtime ?? "a different Node version"}, not ${runtime}`;
  if (action.dependencies.length > 0) return "it uses npm packages or Action modules";
  if (names(action.secrets) !== names(sender.secrets)) return "its secrets have other names";
  return undefined;
}
