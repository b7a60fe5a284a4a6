import { newPhoneNetwork, resetNetwork } from "../carriers/phoneNetwork.ts";
import type { PhoneNetwork } from "../carriers/phoneNetwork.ts";
import { ActionRuntime } from "./actions/ActionRuntime.ts";
import { SignIn } from "./login/signIn.ts";
import type { Tenant } from "./tenant.ts";

/** What a tenant uses: its sign-in, and the phone network for its messages. */
export interface Surroundings {
  signIn: SignIn;
  network: PhoneNetwork;
}

export interface SurroundingsOptions {
  /** The hosts that Actions may call, each with its local address; none by default. */
  actionHosts?: Record<string, string>;
  /** The local CA's certificate, for the tenant's calls to itself. */
  ca?: string;
}

/** Sign-in and phone network for one tenant. */
export function surround(tenant: Tenant, options: SurroundingsOptions = {}): Surroundings {
  const now = (): Date => tenant.now();
  const network = newPhoneNetwork(tenant.state.secrets, now);
  const signIn = new SignIn(tenant, {
    actions: new ActionRuntime({ hosts: options.actionHosts ?? {} }),
    outbound: (request) => network.carriers.fetch(request),
    deliverOwn: ({ number, channel }, text) => {
      const at = now().toISOString();
      network.inbox.record({
        at,
        carrier: "auth0",
        channel,
        from: "Auth0",
        to: number,
        text,
        status: "delivered",
        error: null,
      });
    },
    ca: options.ca ?? "",
  });
  return { signIn, network };
}

/** The initial state: nobody signed in, nothing sent. */
export function resetSurroundings({ signIn, network }: Surroundings): void {
  signIn.reset();
  resetNetwork(network);
}
