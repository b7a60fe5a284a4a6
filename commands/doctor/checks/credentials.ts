import { managedBy } from "../../../settings/settings.ts";
import { deployScopes, isOptional } from "../../../settings/scopes.ts";
import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";
import type { Subject } from "../Subject.ts";

const { ok, warning, failed } = group("Auth0 credentials");

const grant =
  "Grant it in the dashboard: Applications, the Machine to Machine application, APIs, Auth0 Management API.";

/** Each scope that the stack needs and the token lacks. */
export function checkScopes({ settings }: Subject, granted: readonly string[] | undefined): Finding[] {
  const needs = {
    phoneExperience: settings.phoneExperience,
    sender: settings.sender?.kind,
    managed: managedBy(settings),
  };
  const needed = deployScopes(needs);
  if (granted === undefined) {
    return [
      warning(
        "the token does not list its scopes",
        "Use the credentials of a Machine to Machine application, or a token of the Management API.",
      ),
    ];
  }
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return [ok(`accepted, with all ${needed.length} scopes that this stack needs`)];
  return missing.map((scope) =>
    isOptional(scope, needs)
      ? warning(`the scope ${scope} is missing: the check for Actions that require MFA could not run`, grant)
      : failed(`the scope ${scope} is missing`, grant),
  );
}
