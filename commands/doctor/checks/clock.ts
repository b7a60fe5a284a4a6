import { group } from "../../../findings/Finding.ts";
import type { Finding } from "../../../findings/Finding.ts";

const { ok, warning, failed } = group("Clock");

const remedy = "Synchronize this machine's clock with a time server (NTP).";

/** Tokens and drift depend on the clock. `skew`: how far the tenant is ahead, in milliseconds. */
export function checkClock(skew: number | undefined): Finding[] {
  if (skew === undefined) return [];
  const seconds = Math.round(Math.abs(skew) / 1000);
  const text = `this machine's clock is ${seconds} s ${skew > 0 ? "behind" : "ahead of"} the tenant's`;
  if (seconds > 300)
    return [failed(text, `${remedy} Until then, tokens count as expired or as not yet valid.`)];
  if (seconds > 60) return [warning(text, remedy)];
  return [ok(seconds < 2 ? "the same as the tenant's" : text)];
}
