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
  /** What an earlier run left behind. */
  state?: TenantState | undefined;
  file?: StateFile | undefined;
  /** How dear a password's hash is, as `Passwords` takes it. */
  passwordCost?: number | undefined;
  /** The hour the tenant starts at; the wall clock's when left out. */
  clock?: Date | undefined;
}

/** One emulated tenant: its state, its clock and where it is kept. Knows nothing of HTTP. */
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

  /** The tenant's hour: it runs, and tests may move it. */
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

  /** What a new user is put into. */
  users(): { state: TenantState; now: Date; passwords: Passwords } {
    return { state: this.state, now: this.now(), passwords: this.passwords };
  }

  /** How far the tenant's clock is ahead of the machine's, in seconds. */
  get clockOffset(): number {
    return this.#clockOffset / 1000;
  }

  /** Does something once the tenant's clock has gone on by so much, whether it ran or was moved. */
  after(seconds: number, work: () => void): void {
    this.#timers.add(new Date(this.now().getTime() + seconds * 1000), work);
  }

  /** Back to the first hour: fresh state, the same secrets, so that handed-out tokens stay good. */
  async reset(): Promise<void> {
    this.#timers.clear();
    const machine = this.machineClient();
    this.state = this.#fresh();
    const fresh = this.machineClient();
    if (machine.client_secret !== undefined) fresh.client_secret = machine.client_secret;
    await this.save();
  }

  /** Drops what is still to be done. */
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

  /** A Management API token with every scope, good far beyond any run. */
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

  /**
   * The origin a call was made to, if it is one of the tenant's; a made-up Host header gets the usual one.
   */
  originOf(url: string): string {
    const { origin } = new URL(url);
    return this.origins.includes(origin) ? origin : this.#options.origin;
  }

  /** True for the tenant's own API under any of its origins. */
  isManagementAudience(audience: string): boolean {
    return this.origins.some((origin) => managementAudience(origin) === audience);
  }
}
