import { z } from "zod";
import type { Violation } from "./Preview.ts";

const eventSchema = z.object({
  policyEvent: z.object({ policyName: z.string(), message: z.string(), enforcementLevel: z.string() }),
});

/**
 * The broken rules in an engine's event log. Everything else is skipped, because its debug lines hold secrets
 * in plaintext.
 */
export function violationsIn(eventLog: string): Violation[] {
  return eventLog.split("\n").flatMap((line) => {
    if (!line.includes('"policyEvent"')) return [];
    const { data } = eventSchema.safeParse(parsed(line));
    if (data === undefined) return [];
    const { policyName, message, enforcementLevel } = data.policyEvent;
    return [{ rule: policyName, level: enforcementLevel, message: withoutWish(message) }];
  });
}

/** A line that was cut off, for example because the engine was killed, says nothing. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The engine puts the rule's description in front, on its own line. */
function withoutWish(message: string): string {
  const [wish = "", ...rest] = message.trim().split("\n");
  return rest.length > 0 ? rest.join(" ") : wish;
}
