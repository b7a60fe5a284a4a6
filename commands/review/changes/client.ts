import type { Step } from "../../../preview/Preview.ts";
import { isAdopted } from "../../../preview/removals.ts";
import { printable } from "../../../findings/words/printable.ts";
import type { Text } from "../../../findings/words/Text.ts";
import { text, word } from "../../../findings/words/Text.ts";
import { change } from "../../../findings/changes/Change.ts";
import type { Change } from "../../../findings/changes/Change.ts";
import type { Kind, Pair, Setting } from "../../../findings/changes/Kind.ts";
import { setDifference, textsOf } from "../../../findings/changes/sets.ts";
import { fromTo, plainSetting } from "../../../findings/changes/tell.ts";
import { urlLists, urlSetting } from "./urls.ts";

const nameOf = ({ before, after }: Step): string =>
  printable(after?.inputs["name"] ?? before?.inputs["name"]);

/** An existing application may take the place of another one. */
function replacement(step: Step): Text {
  const [old, name] = [nameOf({ ...step, after: undefined }), nameOf(step)];
  return old === name ? text`${name}` : text`${old}, by ${name}`;
}

const created = (step: Step): Change[] =>
  isAdopting(step)
    ? [change(step, "client-adopted", "neutral", text`application adopted: ${nameOf(step)}`)]
    : [
        change(step, "client-created", "neutral", text`application registered: ${nameOf(step)}`),
        ...urlsOf(step),
      ];

const isAdopting = ({ op, after }: Step): boolean =>
  op.startsWith("import") || (after !== undefined && isAdopted(after));

const wasAdopted = ({ before }: Step): boolean => before !== undefined && isAdopted(before);

function released(step: Step): Change[] {
  const name = nameOf(step);
  const [event, words] = wasAdopted(step)
    ? ["adopted-client-released", text`application no longer managed, left unchanged: ${name}`]
    : [
        "client-released",
        text`application no longer managed; it stays, without the stack's ownership tag: ${name}`,
      ];
  return [change(step, event, "neutral", words)];
}

/** The single-page application. */
export const client: Kind = {
  noun: () => word("application"),
  created,
  deleted: (step) => [change(step, "client-deleted", "gone", text`application deleted: ${nameOf(step)}`)],
  released,
  replaced: (step) =>
    wasAdopted(step)
      ? [...released(step), ...created(step)]
      : [change(step, "client-replaced", "gone", text`application replaced: ${replacement(step)}`)],
  settings: {
    name: plainSetting("application name", "client-name", "neutral"),
    description: plainSetting("application description", "client-description", "neutral"),
    callbacks: urlSetting("callbacks"),
    allowedLogoutUrls: urlSetting("allowedLogoutUrls"),
    webOrigins: urlSetting("webOrigins"),
    allowedOrigins: urlSetting("allowedOrigins"),
    grantTypes: grantTypes(),
    oidcConformant: strength("OIDC conformant", (after) => after === true),
    "jwtConfiguration.alg": strength(
      "token signing algorithm",
      (after) => after === "RS256" || after === "PS256",
    ),
    "jwtConfiguration.scopes": tokenScopes(),
    "refreshToken.rotationType": strength("refresh token rotation", (after) => after === "rotating"),
    "refreshToken.expirationType": strength("refresh token expiry", (after) => after === "expiring"),
  },
  owns: () => ["name", ...Object.keys(urlLists)],
};

/** The URLs of a new application. */
function urlsOf(step: Step): Change[] {
  return (Object.keys(urlLists) as (keyof typeof urlLists)[]).flatMap((list) => {
    const after = step.after?.inputs[list];
    return textsOf(after).length === 0 ? [] : urlSetting(list).tell({ before: [], after }, step, []);
  });
}

/** The grants that a single-page application needs; any other grant opens access that nobody asked for. */
const ownGrants = ["authorization_code", "refresh_token", "http://auth0.com/oauth/grant-type/mfa-oob"];

function grantTypes(): Setting {
  return {
    noun: "grants",
    tell: ({ before, after }, step) => {
      const { added, removed } = setDifference(before, after);
      return [
        ...added.map((grant) =>
          change(
            step,
            ownGrants.includes(grant) ? "grant-added" : "client-weaker",
            ownGrants.includes(grant) ? "neutral" : "weaker",
            text`grant added: ${printable(grant)}`,
          ),
        ),
        ...removed.map((grant) =>
          change(step, "grant-removed", "gone", text`grant removed: ${printable(grant)}`),
        ),
      ];
    },
  };
}

/**
 * No stack declares them. Auth0's provider records that there are none when the application first changes.
 */
function tokenScopes(): Setting {
  const scopes = plainSetting("token scopes", "client-token-scopes", "unknown");
  const isNoted = ({ before, after }: Pair) => before === null && after === undefined;
  return { ...scopes, tell: (pair, step, paths) => (isNoted(pair) ? [] : scopes.tell(pair, step, paths)) };
}

/** A setting that is either at full strength or weaker. */
function strength(noun: string, isStrong: (after: unknown) => boolean): Setting {
  return {
    noun,
    tell: (pair, step) => {
      const strong = isStrong(pair.after);
      return [
        change(
          step,
          strong ? "client-stronger" : "client-weaker",
          strong ? "stronger" : "weaker",
          fromTo(noun, pair),
          {
            group: `${noun} changed`,
          },
        ),
      ];
    },
  };
}
