import { randomBytes, scrypt, scryptSync, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { UserRecord } from "./tenantState.ts";

const derive = promisify<string, Buffer, number, { N: number }, Buffer>(scrypt);

const length = 32;

/** Hashes passwords with scrypt, each with its own salt. A hash is `cost:salt:hash`, the last two in hex. */
export class Passwords {
  readonly #cost: number;
  /** Compared if there is no user, so that an unknown account takes as long as a known one. */
  readonly #nobody: string;

  /**
   * @param cost scrypt's N, a power of two. It determines how long a guess takes, 50 ms by default. Tests of
   * other things set it low.
   */
  constructor(cost = 16_384) {
    this.#cost = cost;
    this.#nobody = [cost, randomBytes(16).toString("hex"), randomBytes(length).toString("hex")].join(":");
  }

  hash(password: string): string {
    const salt = randomBytes(16);
    const hash = scryptSync(password, salt, length, { N: this.#cost });
    return [this.#cost, salt.toString("hex"), hash.toString("hex")].join(":");
  }

  /**
   * Whether the password is the user's; false if there is no user. Compares in constant time, outside the
   * event loop.
   */
  async match(user: UserRecord | undefined, password: string): Promise<boolean> {
    const [cost = "", salt = "", hash = ""] = (user?.passwordHash ?? this.#nobody).split(":");
    const derived = await derive(password, Buffer.from(salt, "hex"), length, { N: Number(cost) });
    return timingSafeEqual(derived, Buffer.from(hash, "hex")) && user?.passwordHash !== undefined;
  }
}
