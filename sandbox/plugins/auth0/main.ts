import { Auth0Provider } from "./provider.ts";
import { auth0SdkVersion } from "./sdk.ts";
import { serve } from "../bridge/rpc/serve.ts";
import { preloadClient } from "./tenant/api.ts";

await serve((warn) => new Auth0Provider(process.env, warn), auth0SdkVersion());
setImmediate(() => void preloadClient());
