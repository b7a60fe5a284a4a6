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
  /** A hash by `Passwords`; never returned. */
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
  /** The number of reads of the draft since its build started: a build advances with these, and with time. */
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

/** A phone that a user has verified. Unverified phones are never stored. */
export interface PhoneAuthenticatorRecord {
  /** `sms|dev_…` or `voice|dev_…`, as in the MFA API. */
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

/** A browser that a user has signed in with. Only a hash of the cookie's value is stored. */
export interface BrowserRecord {
  hash: string;
  user_id: string;
  /**
   * The fingerprint of the user's credentials at that time; a changed password or phone invalidates the
   * record.
   */
  credentials: string;
  /** When the user last signed in with it. */
  seen_at: string;
  /** When the user checked "Remember this device"; null if never, or if it has expired. */
  remembered_at: string | null;
}

export interface SigningKey {
  kid: string;
  privatePem: string;
  certificatePem: string;
  thumbprint: string;
}

/** Secrets generated once per local tenant; the state file stores them, with mode 0600. */
export interface TenantSecrets {
  signingKey: SigningKey;
  /** Keys from before the last rotations; their signatures stay valid. */
  previousKeys?: SigningKey[];
  machineClientId: string;
  twilio: { accountSid: string; authToken: string; from: string };
  plivo: { authId: string; authToken: string; from: string };
}

/** Everything that a tenant stores: plain JSON, so that it can be saved in a file and compared in a test. */
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
