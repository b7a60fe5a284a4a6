import { IncomingMessage } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { Provider } from "oidc-provider";
import type { HttpEnv } from "../edge/httpEnv.ts";

const callbacks = new WeakMap<Provider, ReturnType<Provider["callback"]>>();

/**
 * Lets oidc-provider answer a request, as it speaks Node's own objects.
 *
 * @param changed what the provider is to see instead of what was sent: an address, or a form read before
 */
export async function handOver(
  c: Context<HttpEnv>,
  provider: Provider,
  changed: { url?: string; form?: URLSearchParams } = {},
): Promise<Response> {
  const { incoming, outgoing } = c.env;
  if (incoming === undefined || outgoing === undefined) throw new Error("Sign-in needs a real connection.");
  const callback = callbacks.get(provider) ?? provider.callback();
  callbacks.set(provider, callback);
  const request = changed.form === undefined ? incoming : withForm(incoming, changed.form);
  if (changed.url !== undefined) request.url = changed.url;
  // Addresses that end here carry codes: none goes on in a Referer, and no answer is taken for what it is
  // not.
  outgoing.setHeader("referrer-policy", "no-referrer");
  outgoing.setHeader("x-content-type-options", "nosniff");
  await callback(request, outgoing);
  return RESPONSE_ALREADY_SENT;
}

/** The same request with a form as its body, to be read once more. */
function withForm(incoming: IncomingMessage, form: URLSearchParams): IncomingMessage {
  const body = Buffer.from(form.toString());
  const request = new IncomingMessage(incoming.socket);
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor } = incoming;
  Object.assign(request, { method, url, httpVersion, httpVersionMajor, httpVersionMinor });
  request.headers = {
    ...incoming.headers,
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(body.length),
  };
  delete request.headers["transfer-encoding"];
  request.push(body);
  request.push(null);
  // Else its end would be taken for a caller that hung up, and the connection be cut.
  request.complete = true;
  return request;
}
