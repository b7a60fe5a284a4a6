import type { HttpBindings } from "@hono/node-server";

/**
 * What the edge knows of a request: Node's own objects, absent when a test calls the app without a socket.
 */
export interface HttpEnv {
  Bindings: Partial<HttpBindings>;
}
