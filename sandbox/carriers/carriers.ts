import { Hono } from "hono";
import type { HttpEnv } from "../auth0/edge/httpEnv.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { PlivoAccount } from "./plivo/account.ts";
import type { PlivoCredentials } from "./plivo/account.ts";
import { consoleRouter } from "./plivo/consoleRouter.ts";
import { plivoRouter } from "./plivo/router.ts";
import { carrierHosts, carrierNames } from "./hosts.ts";
import { plivoSettings, twilioSettings } from "./settings.ts";
import { serveSettings } from "./settingsRouter.ts";
import { TwilioAccount } from "./twilio/account.ts";
import type { TwilioCredentials } from "./twilio/account.ts";
import { twilioRouter } from "./twilio/router.ts";

export interface CarriersOptions {
  twilio: TwilioCredentials;
  plivo: PlivoCredentials;
  /** The inbox for everything that is sent. */
  inbox: Inbox;
  /** The tenant's time. */
  now: () => Date;
}

/** The local addresses for the carriers' own addresses. */
const prefixes: ReadonlyMap<string, string> = new Map(
  carrierNames.flatMap((name) => carrierHosts[name].map((host) => [`https://${host}`, `/${name}`] as const)),
);

/** Stand-ins for the two carriers, with one account each. Messages go to the inbox instead of a phone. */
export class Carriers {
  readonly twilio: TwilioAccount;
  readonly plivo: PlivoAccount;
  /** The APIs, below /twilio and /plivo. */
  readonly app: Hono<HttpEnv>;
  /** The accounts' settings and Plivo's console, for tests and people: /twilio and /plivo. */
  readonly settings: Hono<HttpEnv>;

  constructor({ twilio, plivo, inbox, now }: CarriersOptions) {
    this.twilio = new TwilioAccount(twilio, now());
    this.plivo = new PlivoAccount(plivo, now());
    this.app = new Hono<HttpEnv>();
    this.app.route("/twilio", twilioRouter(this.twilio, inbox, now));
    this.app.route("/plivo", plivoRouter(this.plivo, inbox, now));
    this.settings = new Hono<HttpEnv>();
    serveSettings(this.settings, "twilio", this.twilio, twilioSettings);
    serveSettings(this.settings, "plivo", this.plivo, plivoSettings);
    this.settings.route("/plivo", consoleRouter(this.plivo));
  }

  /**
   * An outgoing call of the tenant: a call to a carrier's own address is handled here, in this process.
   * Throws for any other address, so nothing leaves the machine.
   */
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const prefix = prefixes.get(url.origin);
    if (prefix === undefined)
      throw new Error(
        `Failed to reach ${url.host}: the local tenant sends nothing beyond this machine. Call ${[...prefixes.keys()].join(" or ")}.`,
      );
    return await this.app.request(new Request(`${url.origin}${prefix}${url.pathname}${url.search}`, request));
  }

  /** Resets both accounts; the credentials stay. */
  reset(): void {
    this.twilio.reset();
    this.plivo.reset();
  }
}
