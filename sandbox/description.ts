/**
 * The description of a running local tenant: the one line of JSON that `npm run sandbox -- --json` prints.
 */
export interface SandboxDescription {
  auth0: {
    /** `localhost:PORT`, in the form of the Auth0 providers and SDKs. */
    domain: string;
    /** `https://localhost:PORT`; its certificate is signed by the CA in `caFile`. */
    url: string;
    /** Plain HTTP on loopback, for users' own browsers, which don't trust the local CA. */
    plainUrl: string;
    /** PEM file of the local CA: `SSL_CERT_FILE` for Go, `NODE_EXTRA_CA_CERTS` for Node. */
    caFile: string;
    /** A Management API token with every scope. */
    managementToken: string;
    /** A machine-to-machine client with every Management API scope, for client credentials. */
    clientId: string;
    clientSecret: string;
    /** The single-page app's client ID, if one exists. */
    spaClientId: string | null;
  };
  twilio: { url: string; accountSid: string; authToken: string; from: string };
  plivo: { url: string; authId: string; authToken: string; from: string };
  inbox: { url: string };
  /** The single-page app's first callback URL, if it has one. */
  spa: { url: string } | null;
  /** Names of the Actions that are bound to the login flow: Auth0 runs them, the local tenant does not. */
  notRun: string[];
}
