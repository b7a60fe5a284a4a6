import { types } from "../../findings/PartFinding.ts";
import { actionSenders, isSenderName, senders } from "../../senders/index.ts";

/** The part of a resource in an exported state that is used here. */
interface StateResource {
  type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** The output of `pulumi stack export`. */
export interface ExportedState {
  deployment: { resources?: StateResource[] };
}

/** The values that the API does not return, by configuration key. */
export type Values = Readonly<Record<string, string | undefined>>;

/**
 * Completes an imported state with what no import can read: the credentials, as the user says the tenant has
 * them, and that a deployed Action was meant to be deployed. Without them, the next `up` would send them
 * again.
 *
 * The result holds the credentials in plaintext, marked as secrets. It must go nowhere but into `pulumi stack
 * import`.
 * @param imported the types that were just imported; for earlier resources, the state knows what was sent
 */
export function withUnreadable(
  state: ExportedState,
  imported: ReadonlySet<string>,
  values: Values,
): ExportedState {
  const resources = (state.deployment.resources ?? []).map((resource) => {
    if (!imported.has(resource.type)) return resource;
    if (resource.type === types.provider) return withToken(resource, values);
    if (resource.type === types.action) return withSecrets(resource, values);
    return resource;
  });
  return { ...state, deployment: { ...state.deployment, resources } };
}

function withToken(resource: StateResource, values: Values): StateResource {
  const name = resource.inputs?.["name"];
  const authToken = isSenderName(name) ? values[senders[name].account.token] : undefined;
  if (authToken === undefined) return resource;
  const credentials = { authToken: secret(authToken) };
  return {
    ...resource,
    inputs: { ...resource.inputs, credentials: { ...credentials, __defaults: [] } },
    outputs: { ...withoutDelta(resource.outputs), credentials },
  };
}

function withSecrets(resource: StateResource, values: Values): StateResource {
  const sender = actionSenders.find((one) => one.secrets.some(({ key }) => values[key] !== undefined));
  const secrets = (sender?.secrets ?? []).map(({ name, key }) => ({
    name,
    value: secret(values[key] ?? ""),
  }));
  return {
    ...resource,
    inputs: {
      ...resource.inputs,
      deploy: true,
      secrets: secret(secrets.map((one) => ({ ...one, __defaults: [] }))),
    },
    outputs: { ...withoutDelta(resource.outputs), deploy: true, secrets: secret(secrets) },
  };
}

/**
 * A bridged provider's record of how its own state differs from these outputs. It is wrong for edited
 * outputs, and the provider works without it (measured on the official plugin, which otherwise panics).
 */
function withoutDelta(outputs: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== "__pulumi_raw_state_delta"));
}

/** A secret in the form of a state with visible secrets; the engine encrypts it when it imports the state. */
function secret(value: unknown): Record<string, unknown> {
  return {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(value),
  };
}
