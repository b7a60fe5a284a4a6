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
  /** How to reach the tenant: the same domain and credentials as the provider's. */
  access: Auth0Access;
  /** Must match the tenant, because the two experiences need different resources. Default: unified. */
  phoneExperience?: PhoneExperience;
  /** The Twilio account that has or had the stack's own Messaging Service. */
  twilio?: TwilioAccount | undefined;
  /**
   * What the program manages: parts, and other factors. Everything else stays on the tenant unchanged.
   * Default: all parts.
   */
  managed?: readonly Managed[] | undefined;
  /** Names of Actions in the login flow that don't require MFA, even if their code looks as if they might. */
  actionsWithoutMfa?: readonly string[] | undefined;
  /** Whether an update may set the MFA policy to Never because the program no longer declares it. Default: false. */
  allowWeakening?: boolean | undefined;
}

/** How a resource relates to its tenant. */
export interface Belonging {
  /** Whether it is protected from deletion. */
  protect: boolean;
  /** The slot that it fills, for something that a tenant has only one of: `slotOf` of its hooks. */
  slot?: string | undefined;
  /** The hooks that run before it is created or updated, in this order. */
  before?: readonly HookName[];
  /** The hooks that run after those, before it is created. */
  beforeCreate?: readonly HookName[];
  /** The hook that removes it when the stack no longer declares it. Without one, it stays on the tenant. */
  removal: readonly HookName[];
}

/** The values in the tenant's Stash. The first two never change. */
interface Pinned {
  domain: string;
  ownershipTag: string;
  phoneExperience: PhoneExperience;
}

/**
 * The tenant of a stack, which its components share. It pins the tenant's domain and registers the hooks that
 * make each write safe (docs/decisions/0028). A program has exactly one, for as long as its state holds
 * anything of the tenant.
 */
export class Auth0Tenant {
  readonly domain: string;
  readonly phoneExperience: PhoneExperience;
  /**
   * Tags what the stack creates. It is chosen once, at random, because an earlier stack may have had this
   * one's name.
   */
  readonly ownershipTag: pulumi.Output<string>;
  readonly #stash: pulumi.Stash;
  readonly #hooks: StackHooks;
  readonly #declared: Declared;
  readonly #checked = new Map<auth0.Provider | undefined, Promise<pulumi.Resource>>();

  /**
   * Opens the tenant and waits until it is in the state. A resource declared earlier could keep another
   * tenant as its provider's.
   * @throws pulumi.RunError if the stack belongs to another tenant
   */
  static async open(name: string, args: Auth0TenantArgs): Promise<Auth0Tenant> {
    const tenant = new Auth0Tenant(name, args);
    const wrong = otherTenant((await tenant.#pinned())?.domain, tenant.domain, pulumi.getStack());
    if (wrong !== undefined) throw new pulumi.RunError(`Failed to open the tenant: ${wrong}`);
    return tenant;
  }

  private constructor(
    name: string,
    {
      access,
      phoneExperience = "unified",
      twilio,
      managed = parts,
      actionsWithoutMfa = [],
      allowWeakening = false,
    }: Auth0TenantArgs,
  ) {
    this.domain = access.domain;
    this.phoneExperience = phoneExperience;
    this.#declared = {
      stack: pulumi.getStack(),
      phoneExperience,
      managed,
      actionsWithoutMfa,
      allowWeakening,
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

  /** @throws pulumi.RunError for a second one: a tenant has only one */
  declarePhone(phone: DeclaredPhone): void {
    if (this.#declared.phone !== undefined)
      throw new pulumi.RunError(
        "The program declares two PhoneMfa components for one tenant. Fix: declare only one.",
      );
    this.#declared.phone = phone;
  }

  /**
   * Declares a component's resource on the tenant, with the hooks that it needs.
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
      // The hook removes it: unlike Auth0's provider, the hook knows what it must not remove.
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

  /** The tenant's current MFA policy, by the provider's name. */
  async presentPolicy(): Promise<string> {
    const { presentPolicy } = await import("./hooks/presentPolicy.ts");
    return presentPolicy(await this.#hooks.openApi());
  }

  /**
   * What a component's resources depend on: the tenant in the state, and a provider of that same tenant.
   * Hooks read one tenant to make the provider's write to it safe.
   */
  #behind(component: pulumi.ComponentResource): Promise<pulumi.Resource> {
    const provider = component.getProvider("auth0:index/client:Client") as auth0.Provider | undefined;
    // One promise for all, because Pulumi reports each error object only once.
    const checked = this.#checked.get(provider) ?? this.#checkProvider(provider);
    this.#checked.set(provider, checked);
    return checked;
  }

  async #checkProvider(provider: auth0.Provider | undefined): Promise<pulumi.Resource> {
    const given = provider ? await plainValue(provider.domain) : auth0.config.domain;
    const wrong = otherProvider(this.domain, (given as string | undefined) ?? process.env["AUTH0_DOMAIN"]);
    if (wrong !== undefined) throw new pulumi.RunError(`Failed to declare the tenant's resources: ${wrong}`);
    return this.#stash;
  }

  /** Undefined only when an already destroyed stack is destroyed again. */
  async #pinned(): Promise<Pinned | undefined> {
    return (await plainValue(this.#stash.output)) as Pinned | undefined;
  }
}
