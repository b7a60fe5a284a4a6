import plivoSdk from "plivo";
import twilioSdk from "twilio";
import type { RequestClient } from "twilio";
import { onTestFinished, vi } from "vitest";
import type { Carriers } from "../../../sandbox/carriers/carriers.ts";
import type { Inbox } from "../../../sandbox/inbox/inbox.ts";
import { listen } from "../../../sandbox/listen.ts";
import { newCarriers, plivo, twilio } from "./support.ts";

export interface Served {
  url: string;
  carriers: Carriers;
  inbox: Inbox;
}

/** Both stand-ins on a port of their own. */
export async function served(): Promise<Served> {
  const { carriers, inbox, app } = newCarriers();
  const listener = await listen(async (request, env) => app.fetch(request, env), 0);
  onTestFinished(() => listener.close());
  return { url: `http://localhost:${listener.port}/carriers`, carriers, inbox };
}

interface Credentials {
  username?: string;
  password?: string;
}

/** Twilio's SDK with its own requests, sent to the stand-in instead. */
export function twilioClient(
  { url }: Served,
  { username = twilio.accountSid, password = twilio.authToken }: Credentials = {},
): ReturnType<typeof twilioSdk> {
  const httpClient = {
    async request({
      method,
      uri,
      params,
      username: user,
      password: secret,
      data,
      headers,
    }: Parameters<RequestClient["request"]>[0]) {
      const address = new URL(
        uri.replace(/^https:\/\/(accounts|api|messaging)\.twilio\.com/, `${url}/twilio`),
      );
      for (const [name, value] of Object.entries((params ?? {}) as Record<string, string | undefined>)) {
        if (value !== undefined) address.searchParams.set(name, value);
      }
      const response = await fetch(address, {
        method: method.toUpperCase(),
        headers: {
          ...headers,
          authorization: `Basic ${Buffer.from(`${user ?? ""}:${secret ?? ""}`).toString("base64")}`,
        },
        ...(data !== undefined && { body: new URLSearchParams(data as Record<string, string>) }),
      });
      return { statusCode: response.status, body: await response.text(), headers: {} };
    },
  };
  return twilioSdk(username, password, {
    accountSid: twilio.accountSid,
    httpClient: httpClient as unknown as RequestClient,
  });
}

export function plivoClient({ url }: Served, token = plivo.authToken): plivoSdk.Client {
  vi.stubEnv("NO_PROXY", "localhost");
  onTestFinished(() => void vi.unstubAllEnvs());
  return new plivoSdk.Client(plivo.authId, token, { url: `${url}/plivo/v1/Account/${plivo.authId}` });
}
