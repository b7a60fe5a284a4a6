import { notFound } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { ok, param } from "./endpoint.ts";
import type { Answer, Call, Endpoint } from "./endpoint.ts";
import { actionsPage, listAnswer } from "./paging.ts";
import { findUser } from "./users.ts";

/**
 * How Auth0 formats a collection: bare or paged depending on the request, always in an object, or always
 * bare.
 */
type Writing = (name: string, query: Record<string, string>) => unknown;

const paged: Writing = (name, query) => listAnswer(name, [], query);
const wrapped: Writing = (name): JsonObject => ({ [name]: [] });
const bare: Writing = () => [];
const byActions: Writing = (name, query) => actionsPage(name, [], query);

interface Collection {
  path: string;
  scope: string;
  /** The member that holds the items, if there is one. */
  name: string;
  writing: Writing;
}

const collection = (path: string, scope: string, name: string, writing: Writing): Collection => ({
  path,
  scope,
  name,
  writing,
});

/**
 * What a tenant can have in Auth0 but not here: nothing can be created, so the collection really is empty.
 * Paths and formats are from auth0 (the SDK) and go-auth0's recordings.
 */
const collections = [
  collection("/rules", "read:rules", "rules", paged),
  collection("/rules-configs", "read:rules_configs", "", bare),
  collection("/hooks", "read:hooks", "hooks", paged),
  collection("/organizations", "read:organizations", "organizations", paged),
  collection("/roles", "read:roles", "roles", paged),
  collection("/log-streams", "read:log_streams", "", bare),
  collection("/custom-domains", "read:custom_domains", "custom_domains", paged),
  collection("/forms", "read:forms", "forms", paged),
  collection("/flows", "read:flows", "flows", paged),
  collection("/flows/vault/connections", "read:flows_vault_connections", "connections", paged),
  collection("/self-service-profiles", "read:self_service_profiles", "self_service_profiles", paged),
  collection("/token-exchange-profiles", "read:token_exchange_profiles", "token_exchange_profiles", wrapped),
  collection("/event-streams", "read:event_streams", "eventStreams", wrapped),
  collection("/network-acls", "read:network_acls", "network_acls", paged),
  collection("/connection-profiles", "read:connection_profiles", "connection_profiles", wrapped),
  collection("/user-attribute-profiles", "read:user_attribute_profiles", "user_attribute_profiles", wrapped),
  collection("/rate-limit-policies", "read:rate_limit_policies", "rate_limit_policies", wrapped),
  collection(
    "/connections-directory-provisionings",
    "read:directory_provisionings",
    "directory_provisionings",
    wrapped,
  ),
  collection("/prompts/rendering", "read:prompts", "configs", paged),
  collection("/actions/modules", "read:actions", "modules", byActions),
  collection("/device-credentials", "read:device_credentials", "device_credentials", paged),
  collection("/grants", "read:grants", "grants", paged),
];

/** What a user can have in Auth0 but not here. */
const ofUsers = [
  collection("/users/:id/roles", "read:users", "roles", paged),
  collection("/users/:id/permissions", "read:users", "permissions", paged),
  collection("/users/:id/organizations", "read:organizations", "organizations", paged),
];

/** Single resources that don't exist until they are created (recorded read of an email provider). */
const absent = [
  {
    path: "/emails/provider",
    scope: "read:email_provider",
    message: "There is not a configured email provider",
    code: "inexistent_email_provider",
  },
  {
    path: "/email-templates/:name",
    scope: "read:email_templates",
    message: "The template does not exist",
    code: "inexistent_email_template",
  },
  {
    path: "/branding/themes/default",
    scope: "read:branding",
    message: "The theme does not exist",
    code: "inexistent_theme",
  },
  {
    path: "/branding/templates/universal-login",
    scope: "read:branding",
    message: "The template does not exist",
    code: "inexistent_template",
  },
];

const list =
  ({ name, writing }: Collection) =>
  ({ query }: Call): Answer =>
    ok(writing(name, query));

const listOfUser =
  (each: Collection) =>
  (call: Call): Answer => {
    findUser(call.state, param(call, "id"));
    return list(each)(call);
  };

export const emptyCollections: Endpoint[] = [
  ...collections.map((each): Endpoint => ({
    method: "GET",
    path: each.path,
    scopes: [each.scope],
    run: list(each),
  })),
  ...ofUsers.map((each): Endpoint => ({
    method: "GET",
    path: each.path,
    scopes: [each.scope],
    run: listOfUser(each),
  })),
  ...absent.map(({ path, scope, message, code }): Endpoint => ({
    method: "GET",
    path,
    scopes: [scope],
    run: () => {
      throw notFound(message, code);
    },
  })),
];
