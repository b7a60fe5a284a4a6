import { applicationKeys } from "./application.ts";
import { auth0Keys } from "./auth0.ts";
import { parts } from "../configuration/parts.ts";
import { takenNamespaces } from "../configuration/projectName.ts";
import { senders } from "../senders/index.ts";

/** The project's own keys, as Pulumi.yaml declares them. */
export const ownKeys: readonly string[] = [
  "manage",
  ...applicationKeys,
  "applications",
  "allowWildcards",
  "phoneExperience",
  "sender",
  "delivery",
  "otherFactors",
  "mfaPolicy",
  "actionsWithoutMfa",
  "allowWeakening",
  "enrollmentMessage",
  "verificationMessage",
  ...Object.values(senders).flatMap(({ keys }) => keys),
  "protect",
];

/** Those that are lists of strings. */
export const lists: readonly string[] = [
  "manage",
  "callbackUrls",
  "logoutUrls",
  "webOrigins",
  "delivery",
  "actionsWithoutMfa",
];

/** What Pulumi.yaml sets where a stack file sets nothing; the other keys are empty. */
export const defaults: Readonly<Record<string, unknown>> = {
  manage: parts,
  manageUrls: true,
  allowWildcards: false,
  phoneExperience: "unified",
  delivery: ["sms"],
  mfaPolicy: "always",
  allowWeakening: false,
};

/** The names of the keys that this project reads, by namespace. */
export function readKeys(project: string): Readonly<Record<string, readonly string[]>> {
  const credentials = Object.values(senders).flatMap(({ account }) => [account.id, account.token]);
  const namesIn = (namespace: string) =>
    credentials
      .filter((key) => key.startsWith(`${namespace}:`))
      .map((key) => key.slice(namespace.length + 1));
  const ofOthers = takenNamespaces.map((namespace) => [namespace, namesIn(namespace)] as const);
  return { ...Object.fromEntries(ofOthers), auth0: auth0Keys, [project]: ownKeys };
}
