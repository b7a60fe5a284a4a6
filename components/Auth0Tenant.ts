import { randomUUID } from "node:crypto";
import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import { parts } from "../configuration/parts.ts";
import type { Managed } from "../configuration/parts.ts";
import type { PhoneExperience } from "../mfa/phoneExperience.ts";
import type { Auth0Access } from "../tenant/api/Auth0Access.ts";
import type { TwilioAccount } from "../senders/twilio/delete.ts";
import type { Declared, DeclaredPhone } from "./hooks/Hook.ts";
import type { HookName } from "./hooks/index.ts";
import { plainValue } from "./hooks/plainValue.ts";
import { StackHooks } from "./hooks/StackHooks.ts";
import { otherProvider, otherTenant } from "./otherTenant.ts";

export interface Auth0TenantArgs {
  /** How to reach the tenant: the provider's own domain and credentials. */
  access: Auth0Access;
  /** Must be the tenant's own: the two need different resources. Default: unified. */
  phoneExperience?: PhoneExperience;
  /** The Twilio account that has a Messaging Service of the stack's own, or had one. */
  twilio?: TwilioAccount | undefined;
  /**
   * What of the tenant the program manages: parts, and factors beside the phone. What is left out is handed
   * over as it is. Default: all parts.
   */
  managed?: readonly Managed[] | undefined;
  /** Names of Actions in the login flow that require no MFA, whatever their code looks like. */
  actionsWithoutMfa?: readonly string[] | undefined;
}

/** How a resource stands in its tenant. */
export interface Belonging {
  /** Whether it refuses to be destroyed. */
  protect: boolean;
  /** What of the tenant it stands for, if a tenant has one of it: `slotOf` of its hooks. */
  slot?: string | undefined;
  /** What runs before it is created or updated, in this order. */
  before?: readonly HookName[];
  /** What runs before it is created, after those. */
  beforeCreate?: readonly HookName[];
  /** What takes it back when the stack lets go of it. Without one it stays as it is. */
  removal: readonly HookName[];
}

/** What the tenant's Stash holds, the first two for good. */
interface Pinned {
  domain: string;
  ownershipTag: string;
  phoneExperience: PhoneExperience;
}

/**
 * The tenant that a stack is of: what its components share. It pins the tenant's domain, and registers the
 * hooks that make each write safe (docs/decisions/0028). A program has one, and keeps it as long as its state
 * holds anything of the tenant.
 */
export class Auth0Tenant {
  readonly domain: string;
  readonly phoneExperience: PhoneExperience;
  /** Marks what the stack creates. Chosen once, at random: an earlier stack may have had this one's name. */
  readonly ownershipTag: pulumi.Output<string>;
  readonly #stash: pulumi.Stash;
  readonly #hooks: StackHooks;
  readonly #declared: Declared;
  readonly #checked = new Map<auth0.Provider | undefined, Promise<pulumi.Resource>>();

  /**
   * Opens the tenant, and waits until the state has it: what is declared before could keep another tenant as
   * the provider's.
   *
   * @throws pulumi.RunError if the stack is of another tenant
   */
  static async open(name: string, args: Auth0TenantArgs): Promise<Auth0Tenant> {
    const tenant = new Auth0Tenant(name, args);
    const wrong = otherTenant((await tenant.#pinned())?.domain, tenant.domain);
    if (wrong !== undefined) throw new pulumi.RunError(`Failed to open the tenant: ${wrong}`);
    return tenant;
  }

  private constructor(
    name: string,
    { access, phoneExperience = "unified", twilio, managed = parts, actionsWithoutMfa = [] }: Auth0TenantArgs,
  ) {
    this.domain = access.domain;
    this.phoneExperience = phoneExperience;
    this.#declared = {
      phoneExperience,
      managed,
      actionsWithoutMfa,
      twilio,
      ownershipTag: async () => (await this.#pinned())?.ownershipTag ?? "",
    };
    this.#hooks = new StackHooks(access, this.#declared);
    const { domain } = this;
    const input: Pinned = { domain, ownershipTag: randomUUID(), phoneExperience };
    this.#stash = new pulumi.Stash(
      name,
      { input },
      {
        ignoreChanges: ["input.domain", "input.ownershipTag"],
        hooks: {
          beforeCreate: this.#hooks.named(["same-experience"]),
          beforeUpdate: this.#hooks.named(["same-experience"]),
        },
      },
    );
    this.ownershipTag = this.#stash.output.apply(({ ownershipTag }: Pinned) => ownershipTag);
  }

  /** @throws pulumi.RunError for a second one: a tenant has one */
  declarePhone(phone: DeclaredPhone): void {
    if (this.#declared.phone !== undefined)
      throw new pulumi.RunError("The program declares two PhoneMfa for one tenant. Fix: declare one.");
    this.#declared.phone = phone;
  }

  /**
   * Declares a component's resource of the tenant, with the hooks that it needs.
   *
   * @param create is given the resource's options, to be merged with those of its own
   */
  own<Own extends pulumi.CustomResource>(
    parent: pulumi.ComponentResource,
    { protect, slot, before = [], beforeCreate = [], removal }: Belonging,
    create: (options: pulumi.CustomResourceOptions) => Own,
  ): Own {
    const resource = create({
      parent,
      protect,
      // A hook takes it back: it knows what it must not take back, and Auth0's provider does not.
      retainOnDelete: true,
      dependsOn: [this.#behind(parent)],
      hooks: {
        beforeCreate: this.#hooks.named([...before, ...beforeCreate]),
        beforeUpdate: this.#hooks.named(before),
        beforeDelete: this.#hooks.named(protect ? ["protection"] : removal),
      },
    });
    if (slot !== undefined) this.#hooks.occupy(slot, resource);
    return resource;
  }

  /** The MFA policy at this moment, as Auth0's provider names it. */
  async presentPolicy(): Promise<string> {
    const { presentPolicy } = await import("./hooks/presentPolicy.ts");
    return presentPolicy(await this.#hooks.openApi());
  }

  /**
   * What a component's resources wait for: the tenant in the state, and a provider of that same tenant. Hooks
   * look at one tenant to make the provider's write safe there.
   */
  #behind(component: pulumi.ComponentResource): Promise<pulumi.Resource> {
    const provider = component.getProvider("auth0:index/client:Client") as auth0.Provider | undefined;
    // One promise for all, since Pulumi tells each error object once.
    const checked = this.#checked.get(provider) ?? this.#checkProvider(provider);
    this.#checked.set(provider, checked);
    return checked;
  }

  async #checkProvider(provider: auth0.Provider | undefined): Promise<pulumi.Resource> {
    const given = provider ? await plainValue(provider.domain) : auth0.config.domain;
    const wrong = otherProvider(this.domain, (given as string | undefined) ?? process.env["AUTH0_DOMAIN"]);
    if (wrong !== undefined) throw new pulumi.RunError(`Failed to declare what is of the tenant: ${wrong}`);
    return this.#stash;
  }

  /** Undefined only in a destroy of a stack that is destroyed already. */
  async #pinned(): Promise<Pinned | undefined> {
    return (await plainValue(this.#stash.output)) as Pinned | undefined;
  }
}
