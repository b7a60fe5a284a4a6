import type { ErrorOut, KoaContextWithOIDC } from "oidc-provider";
import { standingOf, touchBrowser } from "../mfa/browsers.ts";
import { decideMfa } from "../mfa/policy.ts";
import { activeUser } from "../oidc/accounts.ts";
import { findClient } from "../oidc/clients.ts";
import { callbacksOf, hasPlaceholder } from "../oidc/urls.ts";
import { asksOfflineAccess } from "../oidc/events.ts";
import type { SignInResult } from "../oidc/events.ts";
import type { ProviderPages } from "../oidc/provider.ts";
import { clientContext } from "../oidc/context.ts";
import type { TenantState, UserRecord } from "../state/tenantState.ts";
import { cookieNames, namesOf, pageHeaders } from "./frames.ts";
import { errorPage } from "./pages/errorPage.ts";
import type { ErrorPage } from "./pages/errorPage.ts";
import { action } from "./pages/layout.ts";
import type { Html, PageNames } from "./pages/layout.ts";
import { confirmLogoutPage, loggedOutPage } from "./pages/logout.ts";
import { endOwnSession, namesItsSession } from "./oidcLogout.ts";
import type { SignInServices } from "./services.ts";
import { newBrowserCookie } from "./transactions.ts";

/** The pages that oidc-provider leaves to the tenant. */
export function providerPages(services: SignInServices): ProviderPages {
  const { tenant } = services;
  const names = (ctx: KoaContextWithOIDC) => namesOf(tenant, ctx.oidc.client?.clientId);
  return {
    begin: (ctx, id) => begin(ctx, id, services),
    needsMfa: (ctx) => needsMfa(ctx, services),
    signedInSilently: (ctx) => {
      const user = userOf(ctx, services);
      if (user !== undefined) touchBrowser(tenant.state, user, deviceCookie(ctx), tenant.now());
    },
    renderError: (ctx, error) =>
      send(ctx, services, errorPage({ ...names(ctx), ...describe(ctx, error, tenant.state) })),
    renderLogout: (ctx, form) =>
      namesItsSession(ctx)
        ? endOwnSession(ctx, services)
        : send(ctx, services, confirmLogoutPage(names(ctx), { kind: "provider", html: form })),
    renderLoggedOut: (ctx) => send(ctx, services, loggedOutPage(names(ctx))),
  };
}

async function send(ctx: KoaContextWithOIDC, { tenant }: SignInServices, page: Html): Promise<void> {
  ctx.set(pageHeaders(tenant, ctx.oidc.client?.clientId));
  ctx.type = "html";
  ctx.body = String(await page);
}

/** Starts a sign-in, bound to a cookie of this browser, and shows its first page. */
function begin(ctx: KoaContextWithOIDC, id: string, services: SignInServices): string {
  const { tenant, transactions } = services;
  const { params = {}, client, prompts } = ctx.oidc;
  const origin = ctx.oidc.issuer.replace(/\/$/, "");
  const { browser } = cookieNames(origin);
  const isSecure = origin.startsWith("https:");
  const cookie = ctx.cookies.get(browser) ?? newBrowserCookie();
  ctx.cookies.set(browser, cookie, {
    path: "/",
    httpOnly: true,
    secure: isSecure,
    sameSite: "lax",
    signed: false,
  });
  const text = (name: string): string => {
    const value = params[name];
    return typeof value === "string" ? value.slice(0, 256) : "";
  };
  const transaction = transactions.begin({
    id,
    origin,
    browserCookie: cookie,
    context: clientContext(tenant, ctx.req, client?.clientId, text("ui_locales")),
    asked: {
      loginHint: text("login_hint"),
      screenHint: text("screen_hint"),
      connection: text("connection") === "" ? undefined : text("connection"),
      wantsOfflineAccess: asksOfflineAccess(ctx),
    },
  });
  const isOnlyFactor = ctx.oidc.entities.Interaction?.prompt.name === "mfa";
  const user = userOf(ctx, services);
  if (isOnlyFactor && user !== undefined && !prompts.has("login")) {
    transactions.passed(transaction, user);
    return action("mfa-begin", id);
  }
  return action(text("screen_hint") === "signup" ? "signup" : "login", id);
}

/** Whether an existing session still needs MFA. MFA that this sign-in completed or waived counts. */
function needsMfa(ctx: KoaContextWithOIDC, { tenant }: SignInServices): boolean {
  const result = ctx.oidc.result as SignInResult | undefined;
  const { session } = ctx.oidc;
  if (result?.mfa !== undefined || session?.accountId === undefined) return false;
  if (session.amr?.includes("mfa") === true) return false;
  const user = activeUser(tenant, session.accountId);
  if (user === undefined) return false;
  const standing = standingOf(tenant.state, user, deviceCookie(ctx), tenant.now());
  return decideMfa(tenant.state, user, standing).kind !== "not-required";
}

const deviceCookie = (ctx: KoaContextWithOIDC): string | undefined =>
  ctx.cookies.get(cookieNames(ctx.oidc.issuer).device);

function userOf(
  { oidc: { session } }: KoaContextWithOIDC,
  { tenant }: SignInServices,
): UserRecord | undefined {
  return session?.accountId === undefined ? undefined : activeUser(tenant, session.accountId);
}

type Described = Omit<ErrorPage, keyof PageNames>;

const noPlaceholders = (url: string): string =>
  `The local tenant has neither organizations nor custom domains, so "${url.slice(0, 512)}" matches no address here.`;

/** A rejected authorization in Auth0's words, with instructions. */
function describe(
  ctx: KoaContextWithOIDC,
  { error, error_description }: ErrorOut,
  state: TenantState,
): Described {
  const oops = "Oops!, something went wrong";
  const asked = (name: string): string => {
    const value = ctx.query[name];
    return typeof value === "string" ? value.slice(0, 512) : "";
  };
  if (error === "invalid_redirect_uri") {
    ctx.status = 403;
    const client = findClient(state, ctx.oidc.client?.clientId);
    const placeholder = client && callbacksOf(client).find(hasPlaceholder);
    const hint = placeholder === undefined ? "" : ` ${noPlaceholders(placeholder)}`;
    return {
      title: "Callback URL mismatch.",
      message: "The provided redirect_uri is not in the list of allowed callback URLs.",
      explanation: `The application asked to return to "${asked("redirect_uri")}". Add exactly this address to its Allowed Callback URLs, if it is yours.${hint}`,
    };
  }
  if (error === "invalid_client") {
    return { title: oops, code: "invalid_request", message: `Unknown client: ${asked("client_id")}` };
  }
  return { title: oops, code: error, message: error_description ?? error };
}
