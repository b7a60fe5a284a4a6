import type { JsonObject } from "../json.ts";
import type { GuardianState } from "./guardian.ts";

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
  /** As `Passwords` makes it; never answered. */
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
  /** How often the draft was read since its build began: a build advances by these, and by time. */
  readsOfBuild?: number;
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

/** A phone that a user has proved to hold. Nothing unproved is ever kept. */
export interface PhoneAuthenticatorRecord {
  /** `sms|dev_…` or `voice|dev_…`, as the MFA API names them. */
  id: string;
  user_id: string;
  /** E.164. */
  phone_number: string;
  channel: "sms" | "voice";
  created_at: string;
}

export interface RecoveryCodeRecord {
  user_id: string;
  /** SHA-256 of the code: 24 random characters need no slow hash. */
  hash: string;
  created_at: string;
}

/** A browser that a user has signed in with. The cookie's value is kept as a hash only. */
export interface BrowserRecord {
  hash: string;
  user_id: string;
  /** What the user proved then; a changed password or phone makes the record worthless. */
  credentials: string;
  /** When the user last signed in with it. */
  seen_at: string;
  /** When the user ticked "Remember this device"; null where that was not done, or is over. */
  remembered_at: string | null;
}

export interface SigningKey {
  kid: string;
  privatePem: string;
  certificatePem: string;
  thumbprint: string;
}

/** Secrets made once per sandbox; the state file keeps them, mode 0600. */
export interface TenantSecrets {
  signingKey: SigningKey;
  /** Keys that signed before the last rotations; what they signed stays good. */
  previousKeys?: SigningKey[];
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
  phoneAuthenticators: PhoneAuthenticatorRecord[];
  recoveryCodes: RecoveryCodeRecord[];
  browsers: BrowserRecord[];
  settings: JsonObject;
  prompts: JsonObject;
}
