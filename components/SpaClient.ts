import * as auth0 from "@pulumi/auth0";
import * as pulumi from "@pulumi/pulumi";
import { spaSettings } from "./spaSettings.ts";

export interface SpaClientArgs {
  /** The application's name in the dashboard. */
  appName: pulumi.Input<string>;
  /** Where Auth0 may send the user with a code. */
  callbackUrls: string[];
  /** Where Auth0 may send the user after logging out. */
  logoutUrls: string[];
  /** Origins that may ask silently for tokens. */
  webOrigins: string[];
}

/** The single-page application: a public client (no secret, PKCE) with refresh-token rotation. */
export class SpaClient extends pulumi.ComponentResource {
  /** What the application's `auth_config.json` holds. It changes only if the client is replaced. */
  readonly clientId: pulumi.Output<string>;

  constructor(name: string, args: SpaClientArgs, opts?: pulumi.ComponentResourceOptions) {
    super("auth0-phone-mfa:index:SpaClient", name, {}, opts);

    // The child's name is part of the client's URN: another name is another client id in every app.
    const client = new auth0.Client(
      name,
      {
        name: args.appName,
        ...spaSettings,
        // Always sent: Auth0 keeps the old list where one is left out (facts measured on the official plugin).
        callbacks: args.callbackUrls,
        allowedLogoutUrls: args.logoutUrls,
        webOrigins: args.webOrigins,
      },
      { parent: this },
    );

    this.clientId = client.clientId;
    this.registerOutputs({ clientId: this.clientId });
  }
}
