import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { isRemoval, isTakenBackBy } from "../../configuration/parts.ts";
import type { Removal } from "../../configuration/parts.ts";
import { kindOf } from "../../mfa/kindOf.ts";
import type { Auth0Access } from "../../tenant/api/Auth0Access.ts";
import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import type { Declared, Values } from "./Hook.ts";
import { memberOf } from "./Hook.ts";
import type { HookName } from "./index.ts";
import { hookNames, registeredAs } from "./index.ts";
import { plainValue } from "./plainValue.ts";
import { isDestroying } from "./purpose.ts";

const prefix = "auth0-phone-mfa:";

/** A resource that the program declares, and whether the engine has registered it. */
interface Occupant {
  resource: pulumi.CustomResource;
  isRegistered: boolean;
}

/** The hooks of a stack. Every run registers all of them, because the state may name any of them. */
export class StackHooks {
  readonly #access: Auth0Access;
  readonly #declared: Declared;
  readonly #registered: ReadonlyMap<HookName, pulumi.ResourceHook>;
  /** Kinds of resources whose credentials this run has sent. */
  readonly #sent = new Set<string>();
  /** The warnings that hooks have already given. */
  readonly #warned = new Set<string>();
  /** The declared resources that a tenant has only one of, by `slotOf`. */
  readonly #slots = new Map<string, Occupant>();
  #api: Promise<ManagementApi> | undefined;

  constructor(access: Auth0Access, declared: Declared) {
    this.#access = access;
    this.#declared = declared;
    this.#registered = new Map(
      hookNames.map((name) => {
        const onDryRun = registeredAs(name).onDryRun !== undefined;
        const callback = (args: pulumi.ResourceHookArgs) => this.#run(name, args);
        return [name, new pulumi.ResourceHook(`${prefix}${name}`, callback, { onDryRun })];
      }),
    );
  }

  named(names: readonly HookName[]): pulumi.ResourceHook[] {
    return names.flatMap((name) => this.#registered.get(name) ?? []);
  }

  /** Records a declared resource that a tenant has only one of. */
  occupy(slot: string, resource: pulumi.CustomResource): void {
    const occupant: Occupant = { resource, isRegistered: false };
    resource.urn.apply(() => (occupant.isRegistered = true));
    this.#slots.set(slot, occupant);
  }

  async #run(name: HookName, args: pulumi.ResourceHookArgs): Promise<void> {
    if (registeredAs(name).onDryRun === "only" && !pulumi.runtime.isDryRun()) return;
    const [news, olds, known] = await Promise.all(
      [args.newInputs, args.oldInputs, args.oldOutputs].map(
        async (one) => (await plainValue(one ?? {})) as Values,
      ),
    );
    const values = { news: news ?? {}, olds: olds ?? {}, known: known ?? {} };
    const slot = slotOf(args.type, values.olds, args.id) ?? "";
    const isLeftOut = !isDestroying() && args.newInputs === undefined && !this.#slots.has(slot);
    const isReleased = isRemoval(name) && (await this.#stays(args, values.olds, name));
    if (isReleased && name !== "client-removal") return;
    if (!pulumi.runtime.isDryRun() && args.newInputs !== undefined) this.#noteSent(args.type, values);
    const { runHook } = await import("./runHook.ts");
    await runHook(
      isReleased ? "client-release" : name,
      { urn: args.urn, id: args.id, name: args.name, isLeftOut, ...values },
      {
        api: await this.openApi(),
        declared: this.#declared,
        sent: this.#sent,
        warned: this.#warned,
      },
    );
  }

  /**
   * Whether something that leaves the state stays on the tenant. It stays if the stack no longer manages it.
   * It also stays if it is half of a replacement, a rename or a change of provider, in this run or an earlier
   * one, and the program declares the other half.
   */
  async #stays({ type, urn, id }: pulumi.ResourceHookArgs, olds: Values, name: Removal): Promise<boolean> {
    if (!isTakenBackBy(name, this.#declared.managed)) return true;
    const occupant = isDestroying() ? undefined : this.#slots.get(slotOf(type, olds, id) ?? "");
    if (occupant === undefined) return false;
    // It is deleted before its other half is created: the program waits for that.
    if (!occupant.isRegistered) return true;
    const [otherUrn, otherId] = await Promise.all(
      [occupant.resource.urn, occupant.resource.id].map(plainValue),
    );
    switch (kindOf(type)) {
      // The other half adopts it, and its id stays the same.
      case "PhoneProvider":
        return true;
      // The binding of another Action is another binding.
      case "TriggerAction":
        return otherUrn !== urn && otherId === id;
      default:
        return otherUrn !== urn || otherId !== id;
    }
  }

  /**
   * Each write of a phone provider contains its credentials. A write of an Action contains them only if they
   * differ from those that the provider believes it has.
   */
  #noteSent(type: string, { news, known }: Record<"news" | "known", Values>): void {
    const kind = kindOf(type);
    const isSent =
      kind === "Action" ? !isDeepStrictEqual(secretsOf(news), secretsOf(known)) : kind === "PhoneProvider";
    if (isSent) this.#sent.add(kind);
  }

  /** The tenant's Management API. */
  openApi(): Promise<ManagementApi> {
    const open = async () => {
      const { ManagementApi } = await import("../../tenant/api/ManagementApi.ts");
      return new ManagementApi(this.#access);
    };
    return (this.#api ??= open());
  }
}

/** An Action's secrets, by name. */
const secretsOf = ({ secrets }: Values): Map<unknown, unknown> =>
  new Map(
    (Array.isArray(secrets) ? secrets : []).map((one) => [memberOf(one, "name"), memberOf(one, "value")]),
  );

/**
 * The slot that a resource fills, for something that a tenant has only one of, regardless of its name in the
 * program.
 */
export function slotOf(type: string, inputs: Values, id = ""): string | undefined {
  const kind = kindOf(type);
  switch (kind) {
    case "Guardian":
    case "PhoneProvider":
    case "TriggerAction":
      return kind;
    case "PhoneNotificationTemplate":
      return `${kind} ${String(inputs["type"])}`;
    // A client that is adopted under another name is the same client.
    case "Client":
      return `${kind} ${id}`;
    case "Action":
      return `${kind} ${String(memberOf(inputs["supportedTriggers"], "id"))}`;
    default:
      return undefined;
  }
}
