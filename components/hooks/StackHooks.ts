import * as pulumi from "@pulumi/pulumi";
import { isRemoval, removals } from "../../configuration/parts.ts";
import type { Part } from "../../configuration/parts.ts";
import type { Auth0Access } from "../../tenant/api/Auth0Access.ts";
import type { ManagementApi } from "../../tenant/api/ManagementApi.ts";
import type { Declared, Values } from "./Hook.ts";
import { memberOf } from "./Hook.ts";
import type { HookName } from "./index.ts";
import { hookNames, registeredAs } from "./index.ts";
import { plainValue } from "./plainValue.ts";
import { isDestroying } from "./purpose.ts";

const prefix = "auth0-phone-mfa:";

/** The hooks of a stack: they are registered in each run, whatever it declares, since its state may name any of them. */
export class StackHooks {
  readonly #access: Auth0Access;
  readonly #manage: readonly Part[];
  readonly #declared: Declared;
  readonly #registered: ReadonlyMap<HookName, pulumi.ResourceHook>;
  /** Kinds of resources that have been created or updated in this run. */
  readonly #written = new Set<string>();
  /** What has been created in this run, by `identityOf`. */
  readonly #created = new Set<string>();
  /** Kinds of resources whose registration the engine has not answered yet. */
  readonly #pending: string[] = [];
  #api: Promise<ManagementApi> | undefined;

  constructor(access: Auth0Access, manage: readonly Part[], declared: Declared) {
    this.#access = access;
    this.#manage = manage;
    this.#declared = declared;
    this.#registered = new Map(
      hookNames.map((name) => {
        const { onDryRun = false } = registeredAs(name);
        const callback = (args: pulumi.ResourceHookArgs) => this.#run(name, args);
        return [name, new pulumi.ResourceHook(`${prefix}${name}`, callback, { onDryRun })];
      }),
    );
  }

  named(names: readonly HookName[]): pulumi.ResourceHook[] {
    return names.flatMap((name) => this.#registered.get(name) ?? []);
  }

  /** Notes a resource that the program is about to have registered. */
  watch(resource: pulumi.CustomResource): void {
    const kind = resource.constructor.name;
    this.#pending.push(kind);
    resource.urn.apply(() => void this.#pending.splice(this.#pending.indexOf(kind), 1));
  }

  async #run(name: HookName, args: pulumi.ResourceHookArgs): Promise<void> {
    const [news, olds, known] = await Promise.all(
      [args.newInputs, args.oldInputs, args.oldOutputs].map(
        async (one) => (await plainValue(one ?? {})) as Values,
      ),
    );
    const values = { news: news ?? {}, olds: olds ?? {}, known: known ?? {} };
    if (isRemoval(name) && this.#stays(args.type, values.olds, removals[name])) return;
    if (!pulumi.runtime.isDryRun() && args.newInputs !== undefined) this.#note(args, values.news);
    const { runHook } = await import("./runHook.ts");
    await runHook(
      name,
      { urn: args.urn, id: args.id, name: args.name, ...values },
      {
        api: await this.openApi(),
        declared: this.#declared,
        written: this.#written,
      },
    );
  }

  /**
   * Whether what leaves the state stays in the tenant: as half of a replacement, of a rename or of a change of provider, whose other half has
   * it now; or because its part is not managed any more, and so is handed over.
   */
  #stays(type: string, olds: Values, part: Part): boolean {
    if (isDestroying()) return false;
    const isOtherHalf = this.#created.has(identityOf(type, olds)) || this.#pending.includes(kindOf(type));
    return isOtherHalf || !this.#manage.includes(part);
  }

  #note({ type, oldInputs }: pulumi.ResourceHookArgs, news: Values): void {
    this.#written.add(kindOf(type));
    if (oldInputs === undefined) this.#created.add(identityOf(type, news));
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

const kindOf = (type: string): string => type.split(":").at(-1) ?? type;

/** What of the tenant a resource stands for, whatever its name in the program is. */
function identityOf(type: string, inputs: Values): string {
  const kind = kindOf(type);
  const own: Readonly<Record<string, unknown>> = {
    PhoneNotificationTemplate: inputs["type"],
    Action: memberOf(inputs["supportedTriggers"], "id"),
    TriggerAction: inputs["actionId"],
    // Another one is another object, whose numbers are attached to it.
    MessagingService: inputs["sid"] ?? "new",
    MessagingPhoneNumber: `${String(inputs["serviceSid"])} ${String(inputs["sid"])}`,
  };
  return `${kind} ${String(own[kind])}`;
}
