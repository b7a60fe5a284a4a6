import type { HttpBindings } from "@hono/node-server";

/** The Node objects of a request; absent when a test calls the app without a socket. */
export interface HttpEnv {
  Bindings: Partial<HttpBindings>;
}
