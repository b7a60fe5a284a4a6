import { Hono } from "hono";
import type { Context } from "hono";
import type { HttpEnv } from "../../auth0/edge/httpEnv.ts";
import type { MessagingService, TwilioNumber } from "../settings.ts";
import type { TwilioAccount } from "./account.ts";
import { admit, resourcePath } from "./admission.ts";
import { notEmulated, notFound } from "./errors.ts";
import { readForm } from "./form.ts";
import {
  addNumber,
  alphaSenderViews,
  createService,
  deleteService,
  findService,
  numberOf,
  removeNumber,
  serviceNumberView,
  servicesUrl,
  serviceView,
  shortCodeViews,
  updateService,
} from "./messagingServices.ts";
import { metaPage } from "./pages.ts";

/**
 * Parts of a Messaging Service that Twilio has and the stand-in lacks
 * [twilio.com/docs/messaging/api/service-resource].
 */
const otherResources =
  /^\/v1\/Services\/MG[^/]*\/(AlphaSenders|ChannelSenders|Compliance|DestinationAlphaSenders|ShortCodes|UsAppToPerson)(\/|$)/;

/** Messaging Services and their numbers: messaging.twilio.com. */
export function servicesRouter(account: TwilioAccount, now: () => Date): Hono<HttpEnv> {
  const router = new Hono<HttpEnv>();
  const all = "/v1/Services";
  const one = `${all}/:service`;
  const numbers = `${one}/PhoneNumbers`;

  const askedService = (c: Context<HttpEnv>): MessagingService => {
    admit(account, c);
    const service = findService(account, c.req.param("service") ?? "");
    if (service === undefined) throw notFound(resourcePath(c));
    return service;
  };
  const askedNumber = (c: Context<HttpEnv>, service: MessagingService): TwilioNumber => {
    const number = numberOf(account, service, c.req.param("sid") ?? "");
    if (number === undefined) throw notFound(resourcePath(c));
    return number;
  };

  router.get(all, (c) => {
    admit(account, c);
    const services = account.settings.messagingServices.map((service) => serviceView(account, service));
    return c.json(metaPage("services", servicesUrl, new URL(c.req.url).searchParams, services));
  });

  router.post(all, async (c) => {
    admit(account, c);
    return c.json(serviceView(account, createService(account, await readForm(c.req.raw), now())), 201);
  });

  router.get(one, (c) => c.json(serviceView(account, askedService(c))));

  router.post(one, async (c) => {
    const service = askedService(c);
    return c.json(serviceView(account, updateService(account, service, await readForm(c.req.raw), now())));
  });

  router.delete(one, (c) => {
    deleteService(account, askedService(c));
    return c.body(null, 204);
  });

  router.get(numbers, (c) => {
    const service = askedService(c);
    const views = account.settings.numbers
      .filter(({ phoneNumber }) => service.numbers.includes(phoneNumber))
      .map((number) => serviceNumberView(account, service, number));
    const url = `${servicesUrl}/${service.sid}/PhoneNumbers`;
    return c.json(metaPage("phone_numbers", url, new URL(c.req.url).searchParams, views));
  });

  router.post(numbers, async (c) => {
    const service = askedService(c);
    const number = addNumber(account, service, await readForm(c.req.raw));
    return c.json(serviceNumberView(account, service, number), 201);
  });

  router.get(`${numbers}/:sid`, (c) => {
    const service = askedService(c);
    return c.json(serviceNumberView(account, service, askedNumber(c, service)));
  });

  router.delete(`${numbers}/:sid`, (c) => {
    const service = askedService(c);
    removeNumber(account, service, askedNumber(c, service));
    return c.body(null, 204);
  });

  // Read-only: a service has the senders in the account's settings, none for a single country, and none of
  // another channel.
  const readOnly = {
    ShortCodes: { key: "short_codes", views: shortCodeViews },
    AlphaSenders: { key: "alpha_senders", views: alphaSenderViews },
    DestinationAlphaSenders: { key: "alpha_senders", views: () => [] },
    ChannelSenders: { key: "senders", views: () => [] },
  } as const;
  for (const [name, { key, views }] of Object.entries(readOnly)) {
    router.get(`${one}/${name}`, (c) => {
      const service = askedService(c);
      const url = `${servicesUrl}/${service.sid}/${name}`;
      return c.json(metaPage(key, url, new URL(c.req.url).searchParams, views(account, service)));
    });
  }

  router.all("/v1/*", (c) => {
    admit(account, c);
    const path = `/v1${resourcePath(c)}`;
    const isOfServices = path === all || path.startsWith(`${all}/`);
    throw !isOfServices || otherResources.test(path)
      ? notEmulated(`${c.req.method} ${path}`)
      : notFound(resourcePath(c));
  });

  return router;
}
