import { plivoAction, plivoTriggers } from "../../../components/senders/plivo.ts";
import type { PhoneExperience } from "../../../mfa/phoneExperience.ts";
import type { Action } from "../../../inspection/actions.ts";
import type { Finding, Import, Unknown } from "../Finding.ts";
import { types } from "../Finding.ts";

/** Plivo, if the Action that sends is this project's own, to the letter. */
export function findPlivo(
  experience: PhoneExperience,
  actions: readonly Action[],
  code: string,
  imports: (action: Action) => readonly Import[],
): Finding {
  const { id: trigger, actionName } = plivoTriggers[experience];
  const ours = actions.find(({ name }) => name === actionName);
  const fault = ours === undefined ? "it is none of this project's" : actionFault(ours, code, experience);
  if (ours === undefined || fault !== undefined) {
    const names = actions.map(({ name }) => name).join(", ");
    return { part: "sender", name: `Action ${ours?.name ?? (names || trigger)}`, why: fault ?? "" };
  }
  return {
    part: "sender",
    shown: [{ setting: "sender", value: "plivo", key: "sender" }],
    configuration: { sender: "plivo" },
    unknown: credentials,
    imports: [{ type: types.action, name: trigger, id: ours.id }, ...imports(ours)],
    alone: [],
  };
}

/** Secrets of an Action are never given back, and these three are. */
const credentials: readonly Unknown[] = [
  { key: "plivo:authId", what: "Plivo's Auth ID, as the Action has it", secret: false },
  { key: "plivo:authToken", what: "Plivo's Auth Token, as the Action has it", secret: true },
  { key: "plivoFrom", what: "the number that Plivo sends from, as the Action has it", secret: false },
];

function actionFault(action: Action, code: string, experience: PhoneExperience): string | undefined {
  const wanted = plivoAction({ kind: "plivo", authId: "", authToken: "", from: "" }, code, experience);
  const names = (secrets: readonly { name: string }[]) =>
    secrets
      .map(({ name }) => name)
      .sort()
      .join(",");
  if (action.code !== code) return "its code is not this project's";
  if (action.deployed === undefined || !action.isDeployed) return "it is not deployed as it stands";
  if (action.runtime !== wanted.runtime)
    return `it runs on ${action.runtime ?? "another Node"}, not ${wanted.runtime}`;
  if (action.dependencies.length > 0) return "it has packages";
  if (names(action.secrets) !== names(wanted.secrets)) return "its secrets have other names";
  return undefined;
}
