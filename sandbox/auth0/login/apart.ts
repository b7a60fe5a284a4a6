import { ActionRuntime } from "../actions/ActionRuntime.ts";
import type { Tenant } from "../tenant.ts";
import { SignIn } from "./signIn.ts";

/** The sign-in of a tenant that reaches no carrier: for replays and tests of the Management API alone. */
export function signInApart(tenant: Tenant): SignIn {
  return new SignIn(tenant, {
    actions: new ActionRuntime({ hosts: {} }),
    outbound: () => Promise.reject(new Error("No carrier is reachable from this tenant.")),
    deliverOwn: () => undefined,
    ca: "",
  });
}
