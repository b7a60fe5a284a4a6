import { errors } from "oidc-provider";
import type { Adapter, AdapterPayload } from "oidc-provider";
import { isObject } from "../json.ts";
import type { Tenant } from "../tenant.ts";

interface Entry {
  payload: AdapterPayload;
  /** Milliseconds of the tenant's clock. */
  expiresAt: number;
  consumedAt: number | undefined;
}

/** Members of payloads that hold a time, in seconds. */
const times = ["iat", "exp", "loginTs", "authTime", "iiat"] as const;

/** Models that end with their grant. A sign-in in progress does not: it may replace the grant's session. */
const issued = ["AccessToken", "AuthorizationCode", "RefreshToken"];

/** The number of writes after which expired entries are removed. */
const sweepEvery = 5_000;

/**
 * Sessions, codes, tokens and grants, in memory: a restart signs everybody out.
 *
 * oidc-provider reads the machine's clock. Times are therefore stored in the tenant's clock and returned in
 * the machine's, so moving the tenant's clock makes everything older by the same amount. Signed tokens
 * contain the machine's time, because their verifiers use that clock.
 */
export class OidcStore {
  readonly #tenant: Tenant;
  readonly #entries = new Map<string, Entry>();
  readonly #byGrant = new Map<string, Set<string>>();
  readonly #sessions = new Map<string, string>();
  #writes = 0;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** The adapter of one of oidc-provider's models. */
  adapter(model: string): Adapter {
    const key = (id: string): string => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        await Promise.resolve();
        this.#write(key(id), model, payload, expiresIn);
      },
      find: (id) => Promise.resolve(this.#read(key(id))),
      findByUid: (uid) => Promise.resolve(this.#read(this.#sessions.get(uid) ?? "")),
      findByUserCode: () => Promise.resolve(undefined),
      consume: (id) => this.#consume(key(id)),
      destroy: (id) => {
        this.#delete(key(id));
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        this.revokeGrant(grantId);
        return Promise.resolve();
      },
    };
  }

  /** Ends everything that was issued under a grant. */
  revokeGrant(grantId: string): void {
    for (const key of this.#byGrant.get(grantId) ?? []) this.#delete(key);
    this.#byGrant.delete(grantId);
  }

  clear(): void {
    this.#entries.clear();
    this.#byGrant.clear();
    this.#sessions.clear();
  }

  #now(): number {
    return this.#tenant.now().getTime();
  }

  #write(key: string, model: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    const kept = shifted(withoutSecondFactor(model, payload), this.#tenant.clockOffset);
    const lifetime = expiresIn === undefined ? Infinity : expiresIn * 1000;
    const consumedAt = this.#entries.get(key)?.consumedAt;
    this.#entries.set(key, { payload: kept, expiresAt: this.#now() + lifetime, consumedAt });
    if (payload.grantId !== undefined && issued.includes(model)) this.#index(payload.grantId, key);
    if (model === "Session" && payload.uid !== undefined) this.#sessions.set(payload.uid, key);
    this.#writes += 1;
    if (this.#writes % sweepEvery === 0) this.#sweep();
  }

  #index(grantId: string, key: string): void {
    const keys = this.#byGrant.get(grantId) ?? new Set();
    this.#byGrant.set(grantId, keys.add(key));
  }

  #read(key: string): AdapterPayload | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.expiresAt <= this.#now()) return undefined;
    const payload = shifted(entry.payload, -this.#tenant.clockOffset);
    return this.#isUsable(entry) ? payload : { ...payload, consumed: entry.consumedAt };
  }

  /** Not yet used, or a rotated refresh token within the client's leeway for lost responses. */
  #isUsable({ payload, consumedAt }: Entry): boolean {
    if (consumedAt === undefined) return true;
    if (payload.kind !== "RefreshToken") return false;
    const client = this.#tenant.state.clients.find((each) => each.client_id === payload.clientId);
    const settings = client?.["refresh_token"];
    const leeway = isObject(settings) && typeof settings["leeway"] === "number" ? settings["leeway"] : 0;
    return this.#now() < (consumedAt + leeway) * 1000;
  }

  /**
   * With concurrent requests, the first wins: the others read "not consumed" before it, and are rejected
   * here.
   */
  #consume(key: string): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry === undefined || !this.#isUsable(entry)) {
      return Promise.reject(new errors.InvalidGrant("already consumed"));
    }
    entry.consumedAt ??= Math.floor(this.#now() / 1000);
    return Promise.resolve();
  }

  #delete(key: string): void {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    const { grantId, uid } = entry?.payload ?? {};
    if (grantId !== undefined) this.#byGrant.get(grantId)?.delete(key);
    if (uid !== undefined && this.#sessions.get(uid) === key) this.#sessions.delete(uid);
  }

  #sweep(): void {
    const now = this.#now();
    for (const [key, entry] of this.#entries) if (entry.expiresAt <= now) this.#delete(key);
    for (const [grantId, keys] of this.#byGrant) if (keys.size === 0) this.#byGrant.delete(grantId);
  }
}

/** Only the ID token of the sign-in itself confirms MFA; tokens from a refresh token do not. */
function withoutSecondFactor(model: string, payload: AdapterPayload): AdapterPayload {
  if (model !== "RefreshToken") return payload;
  return { ...payload, acr: undefined, amr: undefined };
}

function shifted(payload: AdapterPayload, seconds: number): AdapterPayload {
  const copy: AdapterPayload = structuredClone(payload);
  for (const name of times) {
    const value = copy[name];
    if (typeof value === "number") copy[name] = Math.round(value + seconds);
  }
  return copy;
}
