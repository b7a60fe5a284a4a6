import { expect } from "vitest";
import type { Finding } from "../../../findings/Finding.ts";

/** A finding with its status first. What is wrong must come with what to do about it. */
export function described({ status, what, remedy }: Finding): string {
  if (status === "warning" || status === "failed") expect(remedy, what).toMatch(/^([A-Z]|pulumi ).{8,}$/s);
  return `${status}: ${what}`;
}
