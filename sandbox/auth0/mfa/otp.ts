import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** A number of digits from the system's random source, including leading zeros. */
export function newOtp(length: number): string {
  return String(randomInt(10 ** length)).padStart(length, "0");
}

/** A code as stored: salted, so that equal codes look different. */
export interface SealedOtp {
  salt: Buffer;
  hash: Buffer;
  /** The number of digits of the code: the settings may have changed since. */
  length: number;
}

export function sealOtp(code: string): SealedOtp {
  const salt = randomBytes(16);
  return { salt, hash: digest(salt, code), length: code.length };
}

/** Compares in constant time. */
export function opensWith({ salt, hash }: SealedOtp, code: string): boolean {
  return timingSafeEqual(hash, digest(salt, code));
}

const digest = (salt: Buffer, code: string): Buffer =>
  createHash("sha256").update(salt).update(code).digest();

/**
 * The input as a number of ASCII digits, or undefined. Spaces and hyphens around and between are allowed.
 * With any other character, including digits of other scripts, it is not a code and is not compared.
 */
export function readOtp(typed: unknown, length: number): string | undefined {
  if (typeof typed !== "string" || typed.length > 32) return undefined;
  const digits = typed.replaceAll(/[ -]/g, "");
  return digits.length === length && /^[0-9]+$/.test(digits) ? digits : undefined;
}
