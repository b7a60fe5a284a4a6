import type { JsonObject } from "../json.ts";

export interface ClientRecord extends JsonObject {
  client_id: string;
  name: string;
  client_secret?: string;
  app_type?: string;
  /** The one "All Applications" client of a tenant. */
  global?: boolean;
}

export interface CredentialRecord extends JsonObject {
  id: string;
  client_id: string;
}

export interface ConnectionRecord extends JsonObject {
  id: string;
  name: string;
  strategy: string;
  options: JsonObject;
  enabled_clients: string[];
}

export interface UserRecord extends JsonObject {
  user_id: string;
  connection: string;
  email?: string;
  /** scrypt, `salt:hash` in hex; never answered. */
  passwordHash?: string;
  profile: JsonObject;
}

export interface ActionSecret {
  name: string;
  value: string;
  updated_at: string;
}

export interface ActionVersionRecord extends JsonObject {
  id: string;
  number: number;
  deployed: boolean;
  secrets: ActionSecret[];
}

export interface ActionRecord {
  id: string;
  name: string;
  supported_triggers: { id: string; version?: string }[];
  created_at: string;
  updated_at: string;
  code: string;
  dependencies: JsonObject[];
  runtime: string;
  secrets: ActionSecret[];
  /** Statuses still to be answered by reads before `status` is reached. */
  buildSteps: string[];
  status: string;
  versions: ActionVersionRecord[];
  allChangesDeployed: boolean;
}

export interface BindingRecord {
  id: string;
  action_id: string;
  display_name: string;
  created_at: string;
  updated_at: string;
}

export interface ResourceServerRecord extends JsonObject {
  id: string;
  identifier: string;
  is_system?: boolean;
}

export interface ClientGrantRecord extends JsonObject {
  id: string;
  audience: string;
  client_id?: string;
  scope?: string[];
}

export interface PhoneProviderRecord extends JsonObject {
  id: string;
  name: string;
  configuration: JsonObject;
  credentials: JsonObject;
}

export interface PhoneTemplateRecord extends JsonObject {
  id: string;
  type: string;
}

export interface GuardianState {
  policies: string[];
  factors: Record<string, boolean>;
  messageTypes: string[];
  selectedProvider: string;
  templates: JsonObject;
  twilio: JsonObject;
  duo: JsonObject;
  push: { selectedProvider: string; providers: Record<string, JsonObject>; customApp: JsonObject };
  webauthn: Record<string, JsonObject>;
}

/** Secrets made once per sandbox; the state file keeps them, mode 0600. */
export interface TenantSecrets {
  signingKey: { kid: string; privatePem: string; certificatePem: string; thumbprint: string };
  machineClientId: string;
  twilio: { accountSid: string; authToken: string; from: string };
  plivo: { authId: string; authToken: string; from: string };
}

/** Everything a tenant remembers: plain JSON, so that it can be kept in a file and compared in a test. */
export interface TenantState {
  version: 1;
  name: string;
  secrets: TenantSecrets;
  clients: ClientRecord[];
  credentials: CredentialRecord[];
  connections: ConnectionRecord[];
  users: UserRecord[];
  resourceServers: ResourceServerRecord[];
  clientGrants: ClientGrantRecord[];
  actions: ActionRecord[];
  bindings: Record<string, BindingRecord[]>;
  guardian: GuardianState;
  phoneProviders: PhoneProviderRecord[];
  phoneTemplates: PhoneTemplateRecord[];
  settings: JsonObject;
  prompts: JsonObject;
}
