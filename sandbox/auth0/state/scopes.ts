const crud = ["read", "create", "update", "delete"];

const byResource: Record<string, readonly string[]> = {
  actions: crud,
  attack_protection: ["read", "update"],
  authentication_methods: crud,
  branding: ["read", "update", "delete"],
  client_credentials: crud,
  client_grants: crud,
  client_keys: crud,
  clients: crud,
  connections: crud,
  custom_domains: crud,
  device_credentials: ["read", "create", "delete"],
  email_provider: crud,
  email_templates: ["read", "create", "update"],
  grants: ["read", "delete"],
  guardian_enrollments: ["read", "delete"],
  guardian_enrollment_tickets: ["create"],
  guardian_factors: ["read", "update"],
  log_streams: crud,
  logs: ["read"],
  mfa_policies: ["read", "update"],
  organizations: crud,
  phone_providers: crud,
  phone_templates: crud,
  prompts: ["read", "update"],
  resource_servers: crud,
  roles: crud,
  sessions: ["read", "update", "delete"],
  refresh_tokens: ["read", "update", "delete"],
  signing_keys: ["read", "create", "update"],
  stats: ["read"],
  tenant_settings: ["read", "update"],
  triggers: ["read", "update"],
  user_tickets: ["create"],
  users: crud,
  users_app_metadata: crud,
};

/** The scopes of the Management API: what a token may ask of it. */
export const managementScopes: readonly string[] = Object.entries(byResource).flatMap(([resource, verbs]) =>
  verbs.map((verb) => `${verb}:${resource}`),
);
