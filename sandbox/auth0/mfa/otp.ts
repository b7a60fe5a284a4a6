import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** Six digits from the system's random source, leading zeros included. */
export function newOtp(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/** A code as it is kept: salted, so that equal codes look different. */
export interface SealedOtp {
  salt: Buffer;
  hash: Buffer;
}

export function sealOtp(code: string): SealedOtp {
  const salt = randomBytes(16);
  return { salt, hash: digest(salt, code) };
}

/** Compares in constant time. */
export function opensWith({ salt, hash }: SealedOtp, code: string): boolean {
  return timingSafeEqual(hash, digest(salt, code));
}

const digest = (salt: Buffer, code: string): Buffer =>
  createHash("sha256").update(salt).update(code).digest();

/**
 * What was typed, as six ASCII digits, or undefined. Spaces and hyphens around and between are people's way
 * of writing a code; any other character, digits of other scripts included, is no code and is not compared at
 * all.
 */
export function readOtp(typed: unknown): string | undefined {
  if (typeof typed !== "string" || typed.length > 32) return undefined;
  const digits = typed.replaceAll(/[ -]/g, "");
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}
