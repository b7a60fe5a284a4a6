import { Hono } from "hono";
import type { HttpEnv } from "../auth0/edge/httpEnv.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { PlivoAccount } from "./plivo/account.ts";
import type { PlivoCredentials } from "./plivo/account.ts";
import { plivoRouter } from "./plivo/router.ts";
import { settingsRouter } from "./settingsRouter.ts";
import { TwilioAccount } from "./twilio/account.ts";
import type { TwilioCredentials } from "./twilio/account.ts";
import { twilioRouter } from "./twilio/router.ts";

export interface CarriersOptions {
  twilio: TwilioCredentials;
  plivo: PlivoCredentials;
  /** Where everything sent goes. */
  inbox: Inbox;
  /** The hour by the tenant's clock. */
  now: () => Date;
}

const prefixes: Readonly<Record<string, string>> = {
  "https://api.twilio.com": "/twilio",
  "https://messaging.twilio.com": "/twilio",
  "https://accounts.twilio.com": "/twilio",
  "https://api.plivo.com": "/plivo",
};

/** Stand-ins for the two carriers, one account each. What they take goes to the inbox instead of a phone. */
export class Carriers {
  readonly twilio: TwilioAccount;
  readonly plivo: PlivoAccount;
  /** The APIs, below /twilio and /plivo. */
  readonly app: Hono<HttpEnv>;
  /** The accounts' settings, for tests and people: /twilio and /plivo. */
  readonly settings: Hono<HttpEnv>;

  constructor({ twilio, plivo, inbox, now }: CarriersOptions) {
    this.twilio = new TwilioAccount(twilio, now());
    this.plivo = new PlivoAccount(plivo, now());
    this.app = new Hono<HttpEnv>();
    this.app.route("/twilio", twilioRouter(this.twilio, inbox, now));
    this.app.route("/plivo", plivoRouter(this.plivo, inbox, now));
    this.settings = settingsRouter(this);
  }

  /**
   * An outgoing call as the tenant makes it: what goes to a carrier's own address is answered here, in process. Throws
   * for any other address: nothing leaves the machine.
   */
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const prefix = prefixes[url.origin];
    if (prefix === undefined)
      throw new Error(
        `Failed to reach ${url.host}: the sandbox sends nothing beyond this machine. Call https://api.twilio.com or https://api.plivo.com.`,
      );
    return await this.app.request(new Request(`${url.origin}${prefix}${url.pathname}${url.search}`, request));
  }

  /** Both accounts as they were at first; the credentials stay. */
  reset(): void {
    this.twilio.reset();
    this.plivo.reset();
  }
}
