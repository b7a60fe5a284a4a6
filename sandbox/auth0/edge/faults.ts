/**
 * The effect of a rule: responds with that status (`limited`: a 429 that resets in a second), or fails the
 * connection before, instead of, or after the work.
 */
export type FaultEffect = number | "limited" | "reset" | "timeout" | "lost";

export interface FaultRule {
  method: string;
  /** A path below /api/v2, or a full path; `*` stands for any text. */
  path: string;
  /** Which matching call, counted from 1; `*` for each. */
  nth: number | "*";
  effect: FaultEffect;
}

const usage =
  'Use "METHOD PATH NTH STATUS|limited|reset|timeout|lost", for example "PUT /guardian/factors/sms 1 403".';

/** Parses a rule from the command line or `POST /sandbox/faults`; a string describes the problem. */
export function parseFault(text: string): FaultRule | string {
  const parts = text.trim().split(/\s+/);
  const [method, path, nth, effect] = parts;
  const wrong = (what: string): string => `The fault "${text}" ${what}. ${usage}`;
  if (
    parts.length !== 4 ||
    method === undefined ||
    path === undefined ||
    nth === undefined ||
    effect === undefined
  ) {
    return wrong("does not have four parts");
  }
  if (!/^(GET|POST|PUT|PATCH|DELETE|\*)$/i.test(method)) return wrong(`has no HTTP method`);
  if (!path.startsWith("/") && !path.startsWith("*")) return wrong("has a path that does not start with /");
  if (nth !== "*" && !/^[1-9]\d*$/.test(nth))
    return wrong("has an NTH that is neither a positive integer nor *");
  const parsed = parseEffect(effect);
  if (parsed === undefined) return wrong(`has an unknown effect "${effect}"`);
  return { method: method.toUpperCase(), path, nth: nth === "*" ? "*" : Number(nth), effect: parsed };
}

function parseEffect(text: string): FaultEffect | undefined {
  if (text === "limited" || text === "reset" || text === "timeout" || text === "lost") return text;
  return /^[45]\d\d$/.test(text) ? Number(text) : undefined;
}

function matches(rule: FaultRule, method: string, path: string): boolean {
  if (rule.method !== "*" && rule.method !== method) return false;
  return isLike(rule.path, path) || isLike(rule.path, path.replace(/^\/api\/v2/, ""));
}

/**
 * Each text between stars is searched once, from left to right, because a regular expression could take
 * forever.
 */
function isLike(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= end;
}

/** The rules in force, each with its own count of matching calls. */
export class Faults {
  #rules: { rule: FaultRule; seen: number }[] = [];

  constructor(rules: readonly FaultRule[] = []) {
    this.add(rules);
  }

  add(rules: readonly FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ rule, seen: 0 })));
  }

  clear(): void {
    this.#rules = [];
  }

  /** Counts the call for every matching rule; the first rule that is due decides. */
  effectOn(method: string, path: string): FaultEffect | undefined {
    let effect: FaultEffect | undefined;
    for (const entry of this.#rules) {
      if (!matches(entry.rule, method, path)) continue;
      entry.seen += 1;
      if (entry.rule.nth === "*" || entry.rule.nth === entry.seen) effect ??= entry.rule.effect;
    }
    return effect;
  }
}
