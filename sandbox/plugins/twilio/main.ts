import { serve } from "../bridge/rpc/serve.ts";
import { TwilioProvider } from "./provider.ts";
import { bridgePlugin } from "./sdk.ts";

await serve((warn) => new TwilioProvider(process.env, warn), bridgePlugin.version);
