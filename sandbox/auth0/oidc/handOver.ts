import { IncomingMessage } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { Provider } from "oidc-provider";
import type { HttpEnv } from "../edge/httpEnv.ts";

const callbacks = new WeakMap<Provider, ReturnType<Provider["callback"]>>();

/**
 * Lets oidc-provider respond to a request, because it uses Node's own objects.
 * @param changed what the provider sees instead of what was sent: a URL, or an already read form
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
  // URLs here contain codes: a Referer must not pass them on, and responses must not be sniffed.
  outgoing.setHeader("referrer-policy", "no-referrer");
  outgoing.setHeader("x-content-type-options", "nosniff");
  await callback(request, outgoing);
  return RESPONSE_ALREADY_SENT;
}

/** The same request with a form as its body, which can be read again. */
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
  // Otherwise the end of the stream would look as if the caller had hung up, and the connection would be cut.
  request.complete = true;
  return request;
}
