import * as pulumi from "@pulumi/pulumi";
import { types as auth0Types } from "../../../findings/PartFinding.ts";

export interface RegisteredResource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Set where a resource is only read. */
  id?: string;
  /** Undefined where a resource is only read. */
  options: RegisteredOptions | undefined;
}

/** What the engine receives about a resource besides its inputs. */
export interface RegisteredOptions {
  protect: boolean;
  retainOnDelete: boolean;
  ignoreChanges: readonly string[];
  /** The resources that must be created before, as `Type name`. */
  dependsOn: readonly string[];
  /** The hooks' names, by when they run. */
  hooks: {
    beforeCreate: readonly string[];
    beforeUpdate: readonly string[];
    beforeDelete: readonly string[];
  };
}

/** What the mocked engine knows. */
export interface MockTenant {
  /** What the state holds of the stack's tenant; by default the stack is new. */
  pinned: { domain: string; ownershipTag: string };
}

/**
 * Installs Pulumi's mocks and records what is registered. An output that a server would choose is derived
 * from the resource's name.
 */
export async function recordResources(
  tenant: Partial<MockTenant> = {},
  { stack = "dev", project = "auth0-phone-mfa", preview = false } = {},
): Promise<RegisteredResource[]> {
  const { pinned } = tenant;
  const resources: RegisteredResource[] = [];
  const told = new Map<string, RegisteredOptions>();
  await pulumi.runtime.setMocks(
    {
      newResource(args) {
        resources.push({
          type: args.type,
          name: args.name,
          inputs: args.inputs as Record<string, unknown>,
          ...(args.id ? { id: args.id } : {}),
          options: told.get(`${args.type} ${args.name}`),
        });
        const sid = args.type.startsWith("twilio:") ? { sid: `sid-of-${args.name}` } : {};
        const inputs = args.inputs as Record<string, unknown>;
        const stash = args.type === "pulumi:index:Stash" ? { output: pinned ?? inputs["input"] } : {};
        const chosen = {
          ...sid,
          ...stash,
          clientId: `client-of-${args.name}`,
        };
        return {
          id: args.id || `id-of-${args.name}`,
          state: { ...chosen, ...(args.inputs as Record<string, unknown>) },
        };
      },
      call({ token }) {
        throw new Error(`unexpected call of ${token}`);
      },
    },
    project,
    stack,
    preview,
  );
  acceptHooks();
  noteOptions(told);
  return resources;
}

/** The SDK's mocked monitor does not support hooks: they are registered, and nobody runs them. */
function acceptHooks(): void {
  const registerResourceHook = (_request: unknown, callback: (error: null, answer: object) => void) => {
    callback(null, {});
  };
  Object.assign(pulumi.runtime.getMonitor() ?? {}, { registerResourceHook });
}

/** Mocks are not given a resource's options: they are read from what goes to the engine. */
function noteOptions(told: Map<string, RegisteredOptions>): void {
  const monitor = (pulumi.runtime.getMonitor() ?? {}) as unknown as Record<"registerResource", Register>;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    const hooks = request.getHooks();
    told.set(`${request.getType()} ${request.getName()}`, {
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      ignoreChanges: request.getIgnorechangesList(),
      dependsOn: request.getDependenciesList().map(typeAndName).sort(),
      hooks: {
        beforeCreate: hooks?.getBeforeCreateList() ?? [],
        beforeUpdate: hooks?.getBeforeUpdateList() ?? [],
        beforeDelete: hooks?.getBeforeDeleteList() ?? [],
      },
    });
    register(request, callback);
  };
}

const typeAndName = (urn: string): string => urn.replace(/^.*:(\w+)::(\w[\w-]*)$/, "$1 $2");

/** Of the SDK's, which has no types for it. */
type Register = (request: RegisterRequest, callback: unknown) => void;

interface RegisterRequest {
  getType: () => string;
  getName: () => string;
  getProtect: () => boolean | undefined;
  getRetainondelete: () => boolean | undefined;
  getIgnorechangesList: () => string[];
  getDependenciesList: () => string[];
  getHooks: () =>
    | {
        getBeforeCreateList: () => string[];
        getBeforeUpdateList: () => string[];
        getBeforeDeleteList: () => string[];
      }
    | undefined;
}

/** An output's value, once it has one. */
export function valueOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => void output.apply(resolve));
}

/** Waits until all that a component declares is registered. */
export async function registered(component: pulumi.Resource): Promise<void> {
  await valueOf(component.urn);
  await pulumi.runtime.disconnect();
}

const secretKey = "4dabf18193072939515e22adb298388d";

/** Whether a recorded input is a secret. The mocks mark the outermost object that holds one. */
export function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && secretKey in value;
}

/** A recorded input without its mark. */
export function revealed(value: unknown): unknown {
  return isSecret(value) ? (value as { value: unknown }).value : value;
}

/** The one resource of a type and name. */
export function only(
  resources: readonly RegisteredResource[],
  type: string,
  name?: string,
): RegisteredResource {
  const found = resources.filter((one) => one.type === type && (name === undefined || one.name === name));
  if (found.length !== 1 || !found[0]) {
    throw new Error(
      `${found.length} of ${type} ${name ?? ""}; there are ${resources.map((one) => `${one.type} ${one.name}`).join(", ")}`,
    );
  }
  return found[0];
}

export const types = {
  ...auth0Types,
  service: "twilio:index/messagingService:MessagingService",
  attachment: "twilio:index/messagingPhoneNumber:MessagingPhoneNumber",
  number: "twilio:index/phoneNumber:PhoneNumber",
} as const;
