import { html } from "hono/html";
import { decodeJwt } from "jose";
import type { SandboxDescription } from "../../sandbox/index.ts";
import { listen } from "../../sandbox/listen.ts";
import { localTls } from "../../sandbox/tls.ts";

/** An authorization that the application waits for. */
export interface Expected {
  clientId: string;
  callback: string;
  verifier: string;
}

/** The application's side of a sign-in: the browser is led here for every return address. */
export interface Landing {
  /**
   * Chromium's rules that resolve the callback hosts to this server and every other host except the tenant's
   * to nowhere.
   */
  hostRules: string;
  expect(state: string, expected: Expected): void;
  close(): Promise<void>;
}

/**
 * Starts the landing on loopback, with and without TLS. It redeems each code as the application would, and
 * shows the result.
 */
export async function startLanding(
  { auth0 }: SandboxDescription,
  callbacks: readonly string[],
): Promise<Landing> {
  const expected = new Map<string, Expected>();
  const serve = async (request: Request): Promise<Response> => {
    const query = new URL(request.url).searchParams;
    const awaited = expected.get(query.get("state") ?? "");
    const result = awaited && (await redeem(auth0.plainUrl, awaited, query));
    return new Response(String(await page(result)), { headers: { "content-type": "text/html" } });
  };
  const secure = await listen(serve, 0, await localTls());
  const plain = await listen(serve, 0);
  const rules = callbacks.map((callback) => {
    const { protocol, hostname, port } = new URL(callback);
    const from = port || (protocol === "https:" ? "443" : "80");
    return `MAP ${hostname}:${from} 127.0.0.1:${protocol === "https:" ? secure.port : plain.port}`;
  });
  const tenant = new URL(auth0.plainUrl).host;
  return {
    hostRules: [
      `MAP ${tenant} ${tenant.replace("localhost", "127.0.0.1")}`,
      ...rules,
      "MAP * ~NOTFOUND",
    ].join(","),
    expect: (state, wanted) => {
      expected.set(state, wanted);
    },
    close: async () => {
      await Promise.all([secure.close(), plain.close()]);
    },
  };
}

interface Result {
  heading: string;
  says: string;
}

async function redeem(
  tenant: string,
  { clientId, callback, verifier }: Expected,
  query: URLSearchParams,
): Promise<Result> {
  const error = query.get("error");
  if (error !== null) return { heading: "Not signed in", says: query.get("error_description") ?? error };
  const response = await fetch(`${tenant}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "authorization_code",
      client_id: clientId,
      redirect_uri: callback,
      code: query.get("code"),
      code_verifier: verifier,
    }),
  });
  const { id_token, error_description } = (await response.json()) as Record<string, string | undefined>;
  if (id_token === undefined)
    return { heading: "Not signed in", says: error_description ?? `status ${response.status}` };
  const { amr = [] } = decodeJwt<{ amr?: string[] }>(id_token);
  const withCode = amr.includes("mfa");
  return { heading: "Signed in", says: withCode ? "with a code" : "with the password alone" };
}

function page(result: Result = { heading: "Not signed in", says: "no application expects this sign-in" }) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>The application</title>
        <style>
          body {
            font:
              1.25rem/1.5 system-ui,
              sans-serif;
            margin: 4rem 2rem;
            color: #1e2228;
          }
        </style>
      </head>
      <body>
        <p>The application</p>
        <h1>${result.heading}</h1>
        <p id="says">${result.says}</p>
      </body>
    </html>`;
}
