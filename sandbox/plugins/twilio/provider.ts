import { BridgedProvider, type Backend, type Environment, type Warn } from "../bridge/provider.ts";
import { twilioApi, type TwilioApi } from "./api.ts";
import { configurationFailures, configurationFields, configurationFrom } from "./configuration.ts";
import { functionOf, resourceOf } from "./registry.ts";
import { twilioPackage } from "./sdk.ts";

const backend: Backend<TwilioApi> = {
  name: twilioPackage.name,
  parameterization: twilioPackage,
  configurationFields,
  configurationFailures,
  connect(inputs, environment) {
    const configuration = configurationFrom(inputs, environment);
    return configuration && twilioApi(configuration);
  },
  resourceOf,
  functionOf,
};

/** The local twilio plugin: behaves like the bridged provider, on the stand-in. */
export class TwilioProvider extends BridgedProvider<TwilioApi> {
  constructor(environment: Environment, warn?: Warn) {
    super(backend, environment, warn);
  }
}
