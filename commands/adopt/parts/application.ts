import type { Client } from "../../../tenant/readers/clients.ts";
import { masked } from "../../../mfa/urls/masked.ts";
import { hasWildcard } from "../../../mfa/urls/patterns.ts";
import { urlFault } from "../../../mfa/urls/urlFault.ts";
import { applicationKeys } from "../../../settings/application.ts";
import { shortFormName } from "../../../configuration/parts.ts";
import type { Held, LeftAlone, PartFinding, Shown } from "../../../findings/PartFinding.ts";
import { types } from "../../../findings/PartFinding.ts";

/** An application to adopt, and its name in the program. */
export interface Adopted {
  name: string;
  client: Client;
  /** If the stack registered it: its keys in the stack file, which stay. */
  declared?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the stack file says that the stack does not manage its URLs. */
  leavesUrls?: boolean;
}

/**
 * The single-page applications, adopted unchanged: only their URLs are written to the configuration.
 * @param hasForeign whether the tenant has a single-page application of another stack
 */
export function findApplications(adopted: readonly Adopted[], hasForeign = false): PartFinding {
  if (adopted.length === 0) {
    const why = hasForeign
      ? "other stacks manage the tenant's single-page applications. To adopt one, name it with --client-id"
      : "no single-page application was found";
    return { part: "application", name: "application", why };
  }
  const isShort = adopted.every(({ name }) => name === shortFormName);
  const others = adopted.filter(({ declared }) => declared === undefined);
  return {
    part: "application",
    shown: adopted.flatMap((one) => shownOf(one, isShort)),
    configuration:
      others.length === 0
        ? {}
        : {
            ...(isShort ? shortForm(others) : byName(adopted)),
            allowWildcards: others.some((one) => managesUrls(one) && hasWildcards(one.client)) || undefined,
          },
    unknown: [],
    imports: others.map(({ name, client: { clientId: id } }) => ({ type: types.client, name, id })),
    alone: others.flatMap(leftAlone),
  };
}

function shownOf(adopted: Adopted, isShort: boolean): Shown[] {
  const { name, client, declared } = adopted;
  const [path, of] = isShort ? ["", ""] : [`applications.${name}.`, `${name}: `];
  if (declared !== undefined)
    return [
      {
        setting: `${of}application`,
        value: client.name,
        key: `${path}appName`,
        already: "registered by this stack",
      },
    ];
  return [
    {
      setting: `${of}application`,
      value: client.name,
      key: `${path}appName`,
      unless: { key: `${path}existingClientId`, value: client.clientId },
    },
    { setting: `${of}client ID`, value: client.clientId, key: `${path}existingClientId` },
    ...(managesUrls(adopted)
      ? [
          { setting: `${of}callback URLs`, value: listed(client.callbacks), key: `${path}callbackUrls` },
          { setting: `${of}logout URLs`, value: listed(client.logoutUrls), key: `${path}logoutUrls` },
          { setting: `${of}web origins`, value: listed(client.webOrigins), key: `${path}webOrigins` },
        ]
      : [{ setting: `${of}URLs managed`, value: "false", key: `${path}manageUrls` }]),
  ];
}

/** One application, described by the keys outside `applications`. */
function shortForm([adopted]: readonly Adopted[]): Held["configuration"] {
  // An adopted client keeps its name.
  return { appName: undefined, ...(adopted && keysOf(adopted)), applications: undefined };
}

/** Several applications, by their names, instead of those keys. */
function byName(adopted: readonly Adopted[]): Held["configuration"] {
  const set = (one: Adopted) =>
    Object.fromEntries(
      Object.entries(one.declared ?? keysOf(one)).filter(([, value]) => value !== undefined),
    );
  return {
    ...Object.fromEntries(applicationKeys.map((key) => [key, undefined])),
    applications: Object.fromEntries(adopted.map((one) => [one.name, set(one)])),
  };
}

function keysOf(adopted: Adopted): Record<string, unknown> {
  const { clientId, callbacks, logoutUrls, webOrigins } = adopted.client;
  const manageUrls = managesUrls(adopted);
  return {
    existingClientId: clientId,
    manageUrls: manageUrls ? undefined : false,
    callbackUrls: manageUrls ? callbacks : undefined,
    logoutUrls: manageUrls ? orNone(logoutUrls) : undefined,
    webOrigins: manageUrls ? orNone(webOrigins) : undefined,
  };
}

const orNone = (urls: readonly string[]) => (urls.length > 0 ? urls : undefined);

const managesUrls = (adopted: Adopted): boolean => urlsFault(adopted) === undefined;

function leftAlone(adopted: Adopted): LeftAlone[] {
  const { client } = adopted;
  const fault = urlsFault(adopted);
  return [
    ...(fault === undefined ? [] : [{ name: `URLs of ${client.name}`, why: fault }]),
    { name: `all other settings of ${client.name}`, why: "an adopted application keeps its settings" },
  ];
}

/** Why the stack can't manage the client's URLs; `undefined` if it can. */
function urlsFault({ client, leavesUrls = false }: Adopted): string | undefined {
  const { callbacks, logoutUrls, webOrigins } = client;
  if (leavesUrls) return "manageUrls is false in the stack file";
  if (callbacks.length === 0) return "it has no callback URL";
  const lists = [
    ["callback", callbacks],
    ["logout", logoutUrls],
    ["origin", webOrigins],
  ] as const;
  const faults = lists.flatMap(([use, urls]) =>
    urls.flatMap((url, index) => {
      if (urls.indexOf(url) < index) return [`${masked(url)} is listed twice`];
      const fault = urlFault(url, use, true);
      const meant = fault?.better === undefined ? "" : ` (did you mean ${fault.better}?)`;
      return fault ? [`${masked(url).slice(0, 80)} ${fault.what}${meant}`] : [];
    }),
  );
  return faults.length === 0 ? undefined : [...new Set(faults)].join("; ");
}

const hasWildcards = ({ callbacks, logoutUrls, webOrigins }: Client): boolean =>
  [...callbacks, ...logoutUrls, ...webOrigins].some(hasWildcard);

const listed = (items: readonly string[]): string => (items.length > 0 ? items.join(", ") : "none");
