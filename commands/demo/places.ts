import { sandboxApi } from "../local/localTenant.ts";
import { randomInt } from "node:crypto";
import { tryBoxUrl } from "../local/tryBox.ts";
import { firstApplication } from "../local/localStack.ts";
import type { LocalStack } from "../local/localStack.ts";
import { reactSample, startSampleApp } from "../local/sampleApp.ts";
import type { SampleApp } from "../local/sampleApp.ts";
import { stackOutput } from "./settings.ts";

/** The addresses of a running demo. */
export interface Places {
  /** The React sample; absent if the stack's application is elsewhere. */
  app: SampleApp | undefined;
  inbox: string;
  /** The dashboard's "Try" box of the local tenant. */
  tryBox: string;
}

/** Starts the React sample on the stack's outputs and gathers the addresses. */
export async function openPlaces(local: LocalStack, appPort: number | undefined): Promise<Places> {
  const { auth0, inbox } = local.sandbox.describe();
  const applications = JSON.parse(await stackOutput(local, "applications")) as Record<
    string,
    { clientId: string }
  >;
  const { clientId = "" } = applications[firstApplication(applications) ?? ""] ?? {};
  // The user's browser does not trust the local CA, so it gets the tenant's plain HTTP address.
  const authConfig = { domain: auth0.plainUrl, clientId };
  const app =
    appPort === undefined
      ? undefined
      : await startSampleApp({ folder: reactSample, authConfig, port: appPort });
  return { app, inbox: inbox.url, tryBox: await tryBoxUrl(local.sandbox.describe()) };
}

export interface DemoUser {
  email: string;
  password: string;
}

/** A user to sign in with. The password is generated each time. */
export async function addUser(local: LocalStack, email: string): Promise<DemoUser> {
  const password = `Correct-horse-${randomInt(100, 1_000)}`;
  await sandboxApi(local.sandbox.describe())("POST", "/users", { email, password });
  return { email, password };
}
