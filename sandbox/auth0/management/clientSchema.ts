import { z } from "zod";

const appTypes = [
  "native",
  "spa",
  "regular_web",
  "non_interactive",
  "resource_server",
  "express_configuration",
  "sso_integration",
  "rms",
  "box",
  "cloudbees",
  "concur",
  "dropbox",
  "mscrm",
  "echosign",
  "egnyte",
  "newrelic",
  "office365",
  "salesforce",
  "sentry",
  "sharepoint",
  "slack",
  "springcm",
  "zendesk",
  "zoom",
  "oag",
] as const;

const text = z.string();
const flag = z.boolean();
const list = z.array(z.string());
const object = z.record(z.string(), z.unknown());

const editable = {
  name: text.min(1),
  description: text.max(140),
  logo_uri: text,
  callbacks: list,
  oidc_logout: object.nullable(),
  oidc_backchannel_logout: object.nullable(),
  session_transfer: object.nullable(),
  allowed_origins: list,
  web_origins: list,
  client_aliases: list,
  allowed_clients: list,
  allowed_logout_urls: list,
  grant_types: list,
  token_endpoint_auth_method: z.enum(["none", "client_secret_post", "client_secret_basic"]).nullable(),
  is_token_endpoint_ip_header_trusted: flag,
  app_type: z.enum(appTypes),
  is_first_party: flag,
  oidc_conformant: flag,
  jwt_configuration: object,
  encryption_key: object.nullable(),
  sso: flag,
  cross_origin_auth: flag,
  cross_origin_authentication: flag,
  cross_origin_loc: text.nullable(),
  sso_disabled: flag,
  custom_login_page_on: flag,
  custom_login_page: text,
  custom_login_page_preview: text,
  form_template: text,
  addons: object.nullable(),
  client_metadata: object,
  mobile: object.nullable(),
  initiate_login_uri: text,
  native_social_login: object.nullable(),
  fedcm_login: object.nullable(),
  refresh_token: object.nullable(),
  default_organization: object.nullable(),
  organization_usage: z.enum(["deny", "allow", "require"]).nullable(),
  organization_require_behavior: z.enum(["no_prompt", "pre_login_prompt", "post_login_prompt"]).nullable(),
  organization_discovery_methods: list.nullable(),
  client_authentication_methods: object.nullable(),
  require_pushed_authorization_requests: flag,
  require_proof_of_possession: flag,
  signed_request_object: object.nullable(),
  token_vault_privileged_access: object.nullable(),
  compliance_level: text.nullable(),
  skip_non_verifiable_callback_uri_confirmation_prompt: flag.nullable(),
  token_exchange: object.nullable(),
  par_request_expiry: z.number().nullable(),
  token_quota: object.nullable(),
  identity_assertion_authorization_grant: object.nullable(),
  anonymous_sessions: object.nullable(),
  third_party_security_mode: text.nullable(),
  redirection_policy: text.nullable(),
  express_configuration: object.nullable(),
  my_organization_configuration: object.nullable(),
  async_approval_notification_channels: list.nullable(),
};

const partial = z.strictObject(editable).partial();

/** POST /clients: only the name is required; unknown members are rejected. */
export const newClient = partial.required({ name: true }).extend({
  client_id: text.optional(),
  client_secret: text.optional(),
  resource_server_identifier: text.optional(),
});

/** PATCH /clients/{id}. */
export const clientPatch = partial.extend({ client_secret: text.optional() });
