import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** So many digits from the system's random source, leading zeros included. */
export function newOtp(length: number): string {
  return String(randomInt(10 ** length)).padStart(length, "0");
}

/** A code as it is kept: salted, so that equal codes look different. */
export interface SealedOtp {
  salt: Buffer;
  hash: Buffer;
  /** How many digits the code has: settings may ask for another length since. */
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
 * What was typed, as so many ASCII digits, or undefined. Spaces and hyphens around and between are people's way
 * of writing a code; any other character, digits of other scripts included, is no code and is not compared at
 * all.
 */
export function readOtp(typed: unknown, length: number): string | undefined {
  if (typeof typed !== "string" || typed.length > 32) return undefined;
  const digits = typed.replaceAll(/[ -]/g, "");
  return digits.length === length && /^[0-9]+$/.test(digits) ? digits : undefined;
}
