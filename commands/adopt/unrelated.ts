import { factorLabel, phoneFactor } from "../../mfa/factors.ts";
import { messageOfTemplate } from "../../mfa/templates.ts";
import { actionNames } from "../../senders/action.ts";
import { actionSenders } from "../../senders/index.ts";
import type { Snapshot } from "../../tenant/readers/snapshot.ts";
import type { LeftAlone } from "../../findings/PartFinding.ts";

/** What is known about things that the stack does not manage. */
export interface Known {
  /** Why an application is another stack's, by client ID. */
  foreign?: ReadonlyMap<string, string>;
  /** Actions that never require MFA, according to the configuration. */
  actionsWithoutMfa?: readonly string[];
}

/**
 * The tenant's MFA settings and applications that the project never manages. They stay unchanged through up
 * and destroy.
 */
export function unrelated(
  snapshot: Partial<Snapshot>,
  held: { clientIds: readonly string[]; factors: readonly string[] },
  { foreign, actionsWithoutMfa = [] }: Known,
): LeftAlone[] {
  const { clients = [], factors = [], phoneTemplates = [], mfaActions = [] } = snapshot;
  const { providerActions = [], messageActions = [], messageBindings = [] } = snapshot;
  const ours = actionSenders.flatMap(actionNames);
  const actions = [...providerActions, ...messageActions].filter(({ name }) => !ours.includes(name));
  return [
    ...clients
      .filter((client) => !held.clientIds.includes(client.clientId))
      .map(({ name, clientId: id }) => ({
        name: `application ${name}`,
        why: `${foreign?.get(id) ?? "another application"} (${id})`,
      })),
    ...factors
      .filter(({ name, enabled }) => enabled && name !== phoneFactor && !held.factors.includes(name))
      .map(({ name }) => ({ name: `factor ${factorLabel(name)}`, why: "another factor, on" })),
    ...actions.map(({ id, name }) => ({
      name: `Action ${name}`,
      why: messageBindings.some(({ actionId }) => actionId === id)
        ? "another Action, in the send-phone-message flow"
        : "another Action",
    })),
    ...mfaActions
      .filter((name) => !actionsWithoutMfa.includes(name))
      .map((name) => ({
        name: `Action ${name}`,
        why: "in the login flow, and may require MFA, regardless of the MFA policy",
      })),
    ...phoneTemplates
      .filter(({ type }) => messageOfTemplate(type) === undefined)
      .map(({ type }) => ({ name: `template ${type}`, why: "a message that MFA does not send" })),
  ];
}
