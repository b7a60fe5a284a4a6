import { BridgedProvider, type Backend, type Environment, type Warn } from "../bridge/provider.ts";
import { unknown } from "../bridge/schema/value.ts";
import { functionOf, resourceOf } from "./registry.ts";
import { managementApi, type ManagementApi } from "./tenant/api.ts";
import { configurationFailures, configurationFrom, requireUsable } from "./tenant/configuration.ts";

const backend: Backend<ManagementApi> = {
  name: "auth0",
  // The official plugin's schema has no secrets.
  configurationFields: {},
  configurationFailures,
  connect(inputs, environment) {
    if (inputs["domain"] === unknown) return undefined;
    const configuration = configurationFrom(inputs, environment);
    requireUsable(configuration);
    return managementApi(configuration);
  },
  resourceOf,
  functionOf,
};

/** The local auth0 plugin: behaves like the official one, on a tenant on this machine. */
export class Auth0Provider extends BridgedProvider<ManagementApi> {
  constructor(environment: Environment, warn?: Warn) {
    super(backend, environment, warn);
  }
}
