import { copy } from "./json.ts";
import { signJwt } from "./jwt.ts";
import { managementScopes } from "./state/scopes.ts";
import { managementAudience, rebase, seedTenant } from "./state/seed.ts";
import type { PhoneExperience } from "./state/seed.ts";
import type { StateFile } from "./state/stateFile.ts";
import { Passwords } from "./state/passwords.ts";
import { Timers } from "./timers.ts";
import type { ClientRecord, TenantSecrets, TenantState } from "./state/tenantState.ts";

const tokenLifetime = 10 * 365 * 86_400;

export interface TenantOptions {
  origin: string;
  phoneExperience: PhoneExperience;
  secrets: TenantSecrets;
  /** The state of an earlier run. */
  state?: TenantState | undefined;
  file?: StateFile | undefined;
  /** The cost of a password hash, for `Passwords`. */
  passwordCost?: number | undefined;
  /** The start time of the tenant's clock; the current time by default. */
  clock?: Date | undefined;
}

/** One emulated tenant: its state, its clock and its storage. Does not depend on HTTP. */
export class Tenant {
  state: TenantState;
  readonly origins: string[];
  readonly passwords: Passwords;
  readonly #options: TenantOptions;
  readonly #timers = new Timers(() => this.now());
  #clockOffset = 0;

  constructor(options: TenantOptions) {
    this.#options = options;
    this.origins = [options.origin];
    this.passwords = new Passwords(options.passwordCost);
    this.state = options.state ?? this.#fresh();
    rebase(this.state, options.origin);
    if (options.clock !== undefined) this.setClock(options.clock);
  }

  #fresh(): TenantState {
    const { origin, phoneExperience, secrets } = this.#options;
    return seedTenant(origin, phoneExperience, copy(secrets));
  }

  /** The tenant's time: it advances, and tests may move it. */
  now(): Date {
    return new Date(Date.now() + this.#clockOffset);
  }

  setClock(to: Date): void {
    this.#clockOffset = to.getTime() - Date.now();
    this.#timers.clockMoved();
  }

  advanceClock(seconds: number): void {
    this.setClock(new Date(this.now().getTime() + seconds * 1000));
  }

  /** The parts of the tenant that a new user needs. */
  users(): { state: TenantState; now: Date; passwords: Passwords } {
    return { state: this.state, now: this.now(), passwords: this.passwords };
  }

  /** How far the tenant's clock is ahead of the machine's, in seconds. */
  get clockOffset(): number {
    return this.#clockOffset / 1000;
  }

  /** Does something when the tenant's clock has advanced by that much, by itself or because it was moved. */
  after(seconds: number, work: () => void): void {
    this.#timers.add(new Date(this.now().getTime() + seconds * 1000), work);
  }

  /**
   * Resets to a new tenant's state. The signing key of the start stays, so tokens that it signed stay valid.
   * The machine client keeps its secret.
   */
  async reset(): Promise<void> {
    this.#timers.clear();
    const machine = this.machineClient();
    this.state = this.#fresh();
    const fresh = this.machineClient();
    if (machine.client_secret !== undefined) fresh.client_secret = machine.client_secret;
    await this.save();
  }

  /** Drops pending work. */
  stop(): void {
    this.#timers.clear();
  }

  async save(): Promise<void> {
    await this.#options.file?.write(this.state);
  }

  /** The machine-to-machine client of the description. */
  machineClient(): ClientRecord {
    const id = this.state.secrets.machineClientId;
    return this.state.clients.find((client) => client.client_id === id) ?? { client_id: id, name: "" };
  }

  /** A Management API token with every scope, valid for longer than any run. */
  managementToken(): string {
    const now = Math.floor(this.now().getTime() / 1000);
    const client = this.state.secrets.machineClientId;
    return signJwt(this.state.secrets.signingKey, {
      iss: `${this.#options.origin}/`,
      sub: `${client}@clients`,
      aud: managementAudience(this.#options.origin),
      iat: now,
      exp: now + tokenLifetime,
      scope: managementScopes.join(" "),
      gty: "client-credentials",
      azp: client,
    });
  }

  /** The origin of a call, if the tenant has that origin; a forged Host header gets the default one. */
  originOf(url: string): string {
    const { origin } = new URL(url);
    return this.origins.includes(origin) ? origin : this.#options.origin;
  }

  /** Whether it is the tenant's own API, under any of its origins. */
  isManagementAudience(audience: string): boolean {
    return this.origins.some((origin) => managementAudience(origin) === audience);
  }
}
