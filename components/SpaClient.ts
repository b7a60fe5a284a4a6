import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import { ClientMark, markKey } from "./ClientMark.ts";
import { clientSettings, urlSettings } from "./clientSettings.ts";
import { SoleClient } from "./SoleClient.ts";
import { spaSettings } from "./spaSettings.ts";

/** A client that is registered already. */
export interface ExistingClient {
  clientId: string;
  /** Whether its URLs are the arguments', or left as they are like all else of it. */
  manageUrls: boolean;
}

export interface SpaClientArgs {
  /** The application's name in the dashboard. */
  appName: pulumi.Input<string>;
  /** Where Auth0 may send the user with a code. */
  callbackUrls: string[];
  /** Where Auth0 may send the user after logging out. */
  logoutUrls: string[];
  /** Origins that may ask silently for tokens. */
  webOrigins: string[];
  /** Takes this client over instead of registering one: nothing of it but its URLs is ever changed, and it stays on destroy. */
  existing?: ExistingClient | undefined;
  /** Whether the client refuses to be destroyed. */
  protect: boolean;
}

/** The single-page application: a public client (no secret, PKCE) with refresh-token rotation. */
export class SpaClient extends pulumi.ComponentResource {
  /** What the application's `auth_config.json` holds. It changes only if the client is replaced. */
  readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: SpaClientArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:SpaClient", name, {}, opts);

    const mark = args.existing ? undefined : new ClientMark(`${name}-mark`, { parent: this }).mark;
    // The child's name is part of the client's URN: another name is another client id in every app.
    const client = new auth0.Client(name, clientArgs(args, mark), {
      parent: this,
      protect: args.protect,
      ...(args.existing && adopted(args.existing)),
    });

    this.clientId = client.clientId;
    if (mark) new SoleClient(`${name}-sole`, { clientId: client.clientId, mark }, { parent: this });
    this.registerOutputs({ clientId: this.clientId });
  }
}

function clientArgs(args: SpaClientArgs, mark: pulumi.Output<string> | undefined): auth0.ClientArgs {
  const { appName, callbackUrls, logoutUrls, webOrigins } = args;
  return {
    name: appName,
    ...spaSettings,
    // Always sent: Auth0 keeps the old list where one is left out (facts measured on the official plugin).
    callbacks: callbackUrls,
    allowedLogoutUrls: logoutUrls,
    webOrigins,
    ...(mark && { clientMetadata: { [markKey]: mark } }),
  };
}

/** The first `up` imports the client, which fails where something that is not ignored differs; later it has no effect. */
function adopted({ clientId, manageUrls }: ExistingClient): pulumi.CustomResourceOptions {
  const ignoreChanges = clientSettings.filter((one) => !(manageUrls && urlSettings.has(one)));
  return { import: clientId, retainOnDelete: true, ignoreChanges };
}
