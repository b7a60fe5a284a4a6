import { channel } from "node:diagnostics_channel";
import { readFile } from "node:fs/promises";
import type { Hono } from "hono";
import { tenantApp } from "./auth0/app.ts";
import { Faults } from "./auth0/edge/faults.ts";
import type { HttpEnv } from "./auth0/edge/httpEnv.ts";
import { RateLimit } from "./auth0/edge/rateLimit.ts";
import { RequestLog } from "./auth0/edge/requestLog.ts";
import { actionsNotRun } from "./auth0/oidc/postLogin.ts";
import { callbacksOf } from "./auth0/oidc/urls.ts";
import { copy } from "./auth0/json.ts";
import { makeSecrets } from "./auth0/state/secrets.ts";
import { StateFile } from "./auth0/state/stateFile.ts";
import { surround } from "./auth0/surroundings.ts";
import type { TenantState } from "./auth0/state/tenantState.ts";
import { Tenant } from "./auth0/tenant.ts";
import { calledByActions, standIns } from "./carriers/hosts.ts";
import type { SandboxDescription } from "./description.ts";
import { listen, originAt } from "./listen.ts";
import type { Listener } from "./listen.ts";
import { checkHost } from "./options.ts";
import type { SandboxOptions } from "./options.ts";
import { localTls } from "./tls.ts";

export type { SandboxDescription } from "./description.ts";
export type { CallObserver } from "./auth0/edge/conditions.ts";
export type { SandboxOptions } from "./options.ts";
export type { TenantState } from "./auth0/state/tenantState.ts";

/** A running tenant, in any process. */
export interface RunningSandbox {
  describe(): SandboxDescription;
  stop(): Promise<void>;
}

/** A tenant that runs in this process. */
export interface Sandbox extends RunningSandbox {
  /** A copy of everything that the tenant stores. */
  save(): TenantState;
  /** Restores the tenant to a state from `save`. Sign-ins and messages stay. */
  restore(state: TenantState): void;
  /** Resolves when no message is in transit: each has arrived, or its failure is in the tenant's log. */
  messagesSettled(): Promise<void>;
}

/** Lets an observer of the process count the tenants that start in it. */
const starts = channel("auth0-sandbox:start");

/** Starts a tenant on loopback, with HTTPS and plain HTTP, and resolves when both respond. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  checkHost(options.host);
  const file = options.stateFile === undefined ? undefined : new StateFile(options.stateFile);
  const clock = options.clock === undefined ? undefined : new Date(options.clock);
  const [tls, kept] = await Promise.all([localTls(), file?.read()]);
  const state = kept ?? (options.state && copy(options.state));
  const secrets = state?.secrets ?? (await makeSecrets("sandbox", clock ?? new Date(), options.signingKey));

  // The app needs the ports and the ports need an app: the first requests come after both exist.
  const served: { app?: Hono<HttpEnv> } = {};
  const serve = async (request: Request, env: HttpEnv["Bindings"]): Promise<Response> =>
    (await served.app?.fetch(request, env)) ?? new Response(null, { status: 503 });
  const secure = await listen(serve, options.port ?? 0, tls);
  const plain = await listen(serve, 0).catch(async (error: unknown) => {
    await secure.close();
    throw error;
  });

  const tenant = new Tenant({
    origin: originAt("https://localhost", secure.port),
    phoneExperience: options.phoneExperience ?? "unified",
    secrets,
    state,
    file,
    clock,
    passwordCost: options.passwordCost,
  });
  for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
    tenant.origins.push(originAt(`https://${host}`, secure.port), originAt(`http://${host}`, plain.port));
  }
  const surroundings = surround(tenant, {
    actionHosts: standIns(originAt("http://localhost", plain.port), calledByActions),
    ca: await readFile(tls.caFile, "utf8"),
  });
  served.app = tenantApp(tenant, surroundings, {
    log: new RequestLog(),
    faults: new Faults(options.faults),
    observer: options.observer,
    rateLimit:
      options.rateLimit === undefined || options.rateLimit === "none"
        ? undefined
        : new RateLimit(options.rateLimit),
    latencyMs: options.latencyMs ?? 0,
  });
  await tenant.save();
  starts.publish({ origin: originAt("https://localhost", secure.port) });
  return {
    describe: () => describe(tenant, secure, plain, tls.caFile),
    save: () => copy(tenant.state),
    restore: (saved) => {
      tenant.state = copy(saved);
    },
    messagesSettled: () => surroundings.signIn.services.messages.settled(),
    stop: async () => {
      await Promise.all([secure.close(), plain.close(), surroundings.signIn.stop()]);
      tenant.stop();
    },
  };
}

function describe(tenant: Tenant, secure: Listener, plain: Listener, caFile: string): SandboxDescription {
  const { secrets } = tenant.state;
  const spa = tenant.state.clients.find((client) => client.app_type === "spa");
  const [spaUrl] = spa === undefined ? [] : callbacksOf(spa);
  const url = originAt("https://localhost", secure.port);
  const plainUrl = originAt("http://localhost", plain.port);
  return {
    auth0: {
      domain: new URL(url).host,
      url,
      plainUrl,
      caFile,
      managementToken: tenant.managementToken(),
      clientId: tenant.machineClient().client_id,
      clientSecret: tenant.machineClient().client_secret ?? "",
      spaClientId: spa?.client_id ?? null,
    },
    twilio: { url: `${plainUrl}/carriers/twilio`, ...secrets.twilio },
    plivo: { url: `${plainUrl}/carriers/plivo`, ...secrets.plivo },
    inbox: { url: `${plainUrl}/inbox` },
    spa: spaUrl === undefined ? null : { url: spaUrl },
    notRun: actionsNotRun(tenant.state),
  };
}
