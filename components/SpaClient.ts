import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import type { Auth0Tenant } from "./Auth0Tenant.ts";
import { clientSettings, urlSettings } from "./clientSettings.ts";
import { ownershipKey, ownershipMark } from "../configuration/ownership.ts";
import { slotOf } from "./hooks/StackHooks.ts";
import { spaSettings } from "./spaSettings.ts";

/** An existing client. */
export interface ExistingClient {
  clientId: string;
  /** Whether its URLs come from the arguments, or stay unchanged like its other settings. */
  manageUrls: boolean;
}

export interface SpaClientArgs {
  tenant: Auth0Tenant;
  /** The application's name in the dashboard. */
  appName: pulumi.Input<string>;
  /** Where Auth0 may send the user with a code. */
  callbackUrls: string[];
  /** Where Auth0 may send the user after logging out. */
  logoutUrls: string[];
  /** Origins that may request tokens silently. */
  webOrigins: string[];
  /**
   * Adopts this client instead of registering one. Only its URLs are ever changed, and it stays on destroy.
   */
  existing?: ExistingClient | undefined;
  /** Whether the client is protected from deletion. */
  protect: boolean;
}

/** The single-page application: a public client (no secret, PKCE) with refresh token rotation. */
export class SpaClient extends pulumi.ComponentResource {
  /** The application's client ID. It changes only if the client is replaced. */
  readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: SpaClientArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:SpaClient", name, {}, opts);
    const { existing } = args;
    this.clientId = existing ? this.takeOver(name, args, existing) : this.register(name, args);
    this.registerOutputs({ clientId: this.clientId });
  }

  // The client's name is part of its URN. Renaming it would give every app a new client ID.

  private register(name: string, args: SpaClientArgs): pulumi.Output<string> {
    const { tenant, protect } = args;
    const mark = tenant.ownershipTag.apply((tag) => ownershipMark(tag, name));
    const settings = { ...clientArgs(args), clientMetadata: { [ownershipKey]: mark } };
    const { clientId } = tenant.own(
      this,
      { protect, removal: ["client-removal"] },
      (options) => new auth0.Client(name, settings, options),
    );
    this.record(name, args, clientId);
    return clientId;
  }

  /**
   * The first `up` imports the client, and updates what is not ignored. Later the option has no effect.
   */
  private takeOver(
    name: string,
    args: SpaClientArgs,
    { clientId, manageUrls }: ExistingClient,
  ): pulumi.Output<string> {
    const { tenant, protect } = args;
    const dependsOn = this.record(name, args, clientId);
    const ignoreChanges = clientSettings.filter((one) => !(manageUrls && urlSettings.has(one)));
    const own = { dependsOn, import: clientId, ignoreChanges };
    const client = tenant.own(
      this,
      { protect, slot: slotOf("Client", {}, clientId), removal: ["client-release"] },
      (options) => new auth0.Client(name, clientArgs(args), pulumi.mergeOptions(options, own)),
    );
    return client.clientId;
  }

  /**
   * Records which client was registered or adopted, after it has been checked: no hook runs before an import.
   */
  private record(
    name: string,
    { tenant, existing }: SpaClientArgs,
    clientId: pulumi.Input<string>,
  ): pulumi.Stash {
    return tenant.own(
      this,
      { protect: false, before: [existing ? "existing-client" : "registered-client"], removal: [] },
      (options) =>
        new pulumi.Stash(
          `${name}-registration`,
          { input: clientId },
          pulumi.mergeOptions(options, { retainOnDelete: false }),
        ),
    );
  }
}

const clientArgs = ({ appName, callbackUrls, logoutUrls, webOrigins }: SpaClientArgs): auth0.ClientArgs => ({
  name: appName,
  ...spaSettings,
  // Always sent, because Auth0 keeps the old list if one is omitted (measured on the official plugin).
  callbacks: callbackUrls,
  allowedLogoutUrls: logoutUrls,
  webOrigins,
});
